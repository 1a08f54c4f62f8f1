/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/font-chain.h"

/* The weight it is asked for in: a stand-in for 小标宋 has to be bold. */
#define N FALSE
#define B TRUE

static const XyFontChoice title_choices[] = { { "方正小标宋_GBK", N },
                                              { "方正小标宋简体", N },
                                              { "方正小标宋_GB18030", N },
                                              { "FZXiaoBiaoSong-B05", N },
                                              { "FZXiaoBiaoSong-B05S", N },
                                              { "CESI小标宋-GB2312", N },
                                              { "小标宋", N },
                                              { "Noto Serif CJK SC", B },
                                              { "Source Han Serif SC", B },
                                              { "Source Han Serif CN", B },
                                              { "华文中宋", N },
                                              { "STZhongsong", N },
                                              { "宋体", B },
                                              { "SimSun", B },
                                              { "Noto Sans CJK SC", B },
                                              { "WenQuanYi Zen Hei", B },
                                              { NULL } };
static const XyFontChoice body_choices[] = { { "仿宋_GB2312", N },
                                             { "FangSong_GB2312", N },
                                             { "方正仿宋_GB2312", N },
                                             { "方正仿宋_GBK", N },
                                             { "方正仿宋_GB18030", N },
                                             { "方正仿宋简体", N },
                                             { "CESI仿宋-GB2312", N },
                                             { "仿宋", N },
                                             { "FangSong", N },
                                             { "华文仿宋", N },
                                             { "STFangsong", N },
                                             { "Noto Serif CJK SC", N },
                                             { "Source Han Serif SC", N },
                                             { "Source Han Serif CN", N },
                                             { "宋体", N },
                                             { "SimSun", N },
                                             { "AR PL UMing CN", N },
                                             { "Noto Sans CJK SC", N },
                                             { "WenQuanYi Zen Hei", N },
                                             { NULL } };
static const XyFontChoice kai_choices[] = { { "楷体_GB2312", N },
                                            { "KaiTi_GB2312", N },
                                            { "方正楷体_GB2312", N },
                                            { "方正楷体_GBK", N },
                                            { "方正楷体_GB18030", N },
                                            { "方正楷体简体", N },
                                            { "CESI楷体-GB2312", N },
                                            { "楷体", N },
                                            { "KaiTi", N },
                                            { "华文楷体", N },
                                            { "STKaiti", N },
                                            { "AR PL UKai CN", N },
                                            { "LXGW WenKai", N },
                                            { "Noto Serif CJK SC", N },
                                            { "Source Han Serif SC", N },
                                            { "宋体", N },
                                            { "Noto Sans CJK SC", N },
                                            { "WenQuanYi Zen Hei", N },
                                            { NULL } };
static const XyFontChoice hei_choices[] = { { "黑体", N },
                                            { "SimHei", N },
                                            { "方正黑体_GBK", N },
                                            { "方正黑体简体", N },
                                            { "华文黑体", N },
                                            { "CESI黑体-GB2312", N },
                                            { "Noto Sans CJK SC", B },
                                            { "Source Han Sans SC", B },
                                            { "Source Han Sans CN", B },
                                            { "微软雅黑", B },
                                            { "WenQuanYi Zen Hei", N },
                                            { NULL } };
static const XyFontChoice song_choices[] = { { "Noto Serif CJK SC", N },
                                             { "Source Han Serif SC", N },
                                             { "Source Han Serif CN", N },
                                             { "方正书宋_GBK", N },
                                             { "宋体", N },
                                             { "SimSun", N },
                                             { "AR PL UMing CN", N },
                                             { "Noto Sans CJK SC", N },
                                             { "WenQuanYi Zen Hei", N },
                                             { NULL } };
static const XyFontChoice sans_choices[] = { { "Noto Sans CJK SC", N },
                                             { "Source Han Sans SC", N },
                                             { "Source Han Sans CN", N },
                                             { "微软雅黑", N },
                                             { "Microsoft YaHei", N },
                                             { "黑体", N },
                                             { "SimHei", N },
                                             { "WenQuanYi Zen Hei", N },
                                             { "Noto Serif CJK SC", N },
                                             { "宋体", N },
                                             { NULL } };
static const XyFontChoice sans_bold_choices[] = { { "Noto Sans CJK SC", B },
                                                  { "Source Han Sans SC", B },
                                                  { "Source Han Sans CN", B },
                                                  { "微软雅黑", B },
                                                  { "Microsoft YaHei", B },
                                                  { "黑体", N },
                                                  { "SimHei", N },
                                                  { "WenQuanYi Zen Hei", B },
                                                  { "Noto Serif CJK SC", B },
                                                  { "宋体", B },
                                                  { NULL } };

#undef N
#undef B

/* 黑体 is well served by any sans, and a table's song and sans have no one proper face. */
static const XyFontChain chains[XY_N_FONT_ROLES] = {
  { "方正小标宋", 7, title_choices }, { "仿宋_GB2312", 11, body_choices }, { "楷体_GB2312", 13, kai_choices },
  { "黑体", 11, hei_choices },        { "宋体", 7, song_choices },         { "黑体", 8, sans_choices },
  { "黑体", 8, sans_bold_choices },
};

const XyFontChain *
xy_font_chain_get (XyFontRole role)
{
  g_return_val_if_fail (role < XY_N_FONT_ROLES, NULL);

  return &chains[role];
}
