/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

/* Weights as such names are met in the villages of central Hunan; the last ones for their readings and strokes. */
static const struct
{
  const char *name;
  int weight;
} surnames[] = {
  { "李", 60 }, { "刘", 58 }, { "陈", 52 },   { "王", 44 }, { "张", 42 }, { "曾", 40 }, { "彭", 34 }, { "谢", 32 },
  { "罗", 30 }, { "周", 30 }, { "黄", 28 },   { "杨", 26 }, { "邓", 24 }, { "肖", 24 }, { "唐", 22 }, { "吴", 22 },
  { "胡", 20 }, { "何", 18 }, { "欧阳", 16 }, { "谭", 16 }, { "龙", 14 }, { "段", 12 }, { "康", 12 }, { "伍", 12 },
  { "邹", 12 }, { "袁", 12 }, { "贺", 10 },   { "姜", 10 }, { "游", 9 },  { "卢", 9 },  { "苏", 9 },  { "梁", 8 },
  { "易", 8 },  { "戴", 8 },  { "廖", 8 },    { "赵", 8 },  { "孙", 7 },  { "朱", 7 },  { "方", 6 },  { "石", 6 },
  { "田", 6 },  { "向", 6 },  { "覃", 6 },    { "阳", 5 },  { "颜", 5 },  { "毛", 5 },  { "聂", 4 },  { "成", 4 },
  { "仇", 3 },  { "单", 3 },  { "解", 3 },    { "朴", 2 },  { "区", 2 },  { "查", 2 },  { "缪", 2 },  { "上官", 1 },
};

static const char *const men_old[] = { "国", "建", "志", "德", "福", "贵", "光", "明", "华", "正",
                                       "文", "新", "长", "松", "友", "桂", "金", "才", "祥", "安" };
static const char *const men_old_last[] = { "强", "生", "华", "清", "林", "云", "初", "高", "成", "元",
                                            "良", "和", "保", "民", "忠", "义", "平", "兴", "连", "求" };
static const char *const men_middle[] = { "勇",   "军",   "伟",   "斌",   "磊",   "鹏",   "辉",
                                          "峰",   "波",   "剑",   "海涛", "志刚", "建军", "小平",
                                          "小兵", "立新", "伟民", "卫东", "红星", "海波", "爱国",
                                          "拥军", "永红", "学文", "少华", "志勇", "新华", "友良" };
static const char *const men_young[] = { "浩",   "杰",   "宇轩", "子豪", "梓轩", "浩然", "俊杰", "思远",
                                         "嘉豪", "宇航", "睿",   "子涵", "博文", "天佑", "一鸣", "晨阳",
                                         "宏宇", "家乐", "锦程", "昊",   "文轩", "志远", "子睿", "沐阳" };
static const char *const women_old[] = { "桂", "秀", "玉", "金", "春", "菊", "月", "美", "冬",
                                         "翠", "银", "满", "元", "喜", "爱", "连", "凤", "运" };
static const char *const women_old_last[] = { "英", "兰", "香", "莲", "花", "娥", "梅", "珍",
                                              "秀", "华", "云", "桃", "贞", "姣", "芝", "容" };
static const char *const women_middle[] = { "芳",   "丽",   "娟",   "艳",   "燕",   "霞",   "敏",   "静",
                                            "玲",   "红",   "小红", "丽华", "海燕", "春梅", "彩云", "建华",
                                            "红梅", "小玲", "雪梅", "艳红", "丽萍", "美玲", "利群", "晓燕" };
static const char *const women_young[] = { "雨涵", "欣怡", "梓涵", "思琪", "诗雨", "婷",   "佳怡", "可馨",
                                           "雅琪", "子萱", "语嫣", "若曦", "依诺", "梦瑶", "心怡", "悦",
                                           "晨曦", "沐晴", "紫薇", "嘉怡", "一诺", "雪" };

#define ANY(dice, list) ((list)[xy_dice_below ((dice), G_N_ELEMENTS (list))])

/* splitmix64, of Sebastiano Vigna. */
guint64
xy_dice_roll (XyDice *dice)
{
  guint64 z = (dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

int
xy_dice_below (XyDice *dice, int n)
{
  return (int) ((xy_dice_roll (dice) >> 33) % (guint64) n);
}

int
xy_dice_between (XyDice *dice, int least, int most)
{
  return least + xy_dice_below (dice, most - least + 1);
}

gboolean
xy_dice_percent (XyDice *dice, int percent)
{
  return xy_dice_below (dice, 100) < percent;
}

const char *
xy_sample_surname (XyDice *dice)
{
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    sum += surnames[i].weight;
  int at = xy_dice_below (dice, sum);
  guint i = 0;
  while (at >= surnames[i].weight)
    at -= surnames[i++].weight;
  return surnames[i].name;
}

char *
xy_sample_given_name (XyDice *dice, int year, gboolean female)
{
  if (year < 1968)
    {
      const char *first = female ? ANY (dice, women_old) : ANY (dice, men_old);
      const char *last = female ? ANY (dice, women_old_last) : ANY (dice, men_old_last);
      return g_str_equal (first, last) ? g_strdup (first) : g_strconcat (first, last, NULL);
    }
  if (year < 1998)
    return g_strdup (female ? ANY (dice, women_middle) : ANY (dice, men_middle));
  return g_strdup (female ? ANY (dice, women_young) : ANY (dice, men_young));
}
