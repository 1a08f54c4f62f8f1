/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mask: personal numbers and names as they may hang on a board or stand in a list (个人信息保护法, art. 6, 25, 28;
 * prosecutors have had tens of thousands of numbers on boards corrected). Masking is in this one place only.
 *
 * No result holds a whole number: of what is too short or too odd to be an ID, phone or card number nothing is left but
 * stars and at most its last two characters. Masking what is masked changes nothing. NULL is "". All results are
 * (transfer full).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 431399********1234 */
char *xy_mask_id_number (const char *number);

/* 199****1234, 0738****34; of several with "/" between them each. */
char *xy_mask_phone (const char *phone);

/* ****1234 */
char *xy_mask_bank_card (const char *number);

/* 张**, 李*, 欧阳*: the surname, and a star for each other character, two at most. Tom becomes T**. */
char *xy_mask_name (const char *name);

/*
 * Free text in which every number that may be an ID, phone or card is masked: 11 digits, with 0 or 86 before them if
 * they are a mobile phone, and 15 digits and more, in any width, also in the blocks people write (199 0000 1234, 6217
 * 0000 0000 0000). The last net before paper; what is known to be a number is masked by its own function.
 */
char *xy_mask_text (const char *text);

G_END_DECLS
