/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * random-text: text such as spreadsheets bring, for property tests: digits of all widths, names, signs, broken bytes.
 */
#pragma once

#include <glib.h>

static inline char *
random_text (GRand *rand)
{
  static const char *const pieces[] = { "0",
                                        "1",
                                        "9",
                                        "12",
                                        "000",
                                        "19900001234",
                                        "43139919630512123",
                                        "X",
                                        "x",
                                        "0",
                                        "9",
                                        "X",
                                        "-",
                                        "—",
                                        "/",
                                        ".",
                                        ".",
                                        "·",
                                        "・",
                                        "•",
                                        "\xe2\x80\xa7",
                                        "年",
                                        "月",
                                        "日",
                                        "一",
                                        "二",
                                        "十",
                                        "百",
                                        "廿",
                                        "零",
                                        "〇",
                                        "两",
                                        "第",
                                        "组",
                                        "小组",
                                        "村民",
                                        "张",
                                        "国",
                                        "强",
                                        "欧阳",
                                        "单",
                                        "覃",
                                        "吕",
                                        "Tom",
                                        "é",
                                        " ",
                                        "  ",
                                        "\xe3\x80\x80",
                                        "\xc2\xa0",
                                        "\xe2\x80\x8b",
                                        "\xef\xbb\xbf",
                                        "\n",
                                        "\r\n",
                                        "\t",
                                        "'",
                                        "‘",
                                        "+",
                                        "+86",
                                        "(",
                                        ")",
                                        "¥",
                                        ",",
                                        "E+17",
                                        "4.31399E+17",
                                        "\xf0\xac\x98\x93",
                                        "\xf3\xa0\x84\x80",
                                        "\x01",
                                        "\x7f",
                                        "\xff",
                                        "\xed\xa0\x80",
                                        "\xe5" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 9); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}
