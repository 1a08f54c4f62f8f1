/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-parts.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/notice.h"
#include "core/setting.h"
#include "print/words.h"

#define SUBTITLE_SIZE 15
#define SECTION_SIZE 13
#define FOOT_SIZE 12.5
#define ISSUER_SIZE 16

#define CONTACT "联系人：%s"
#define PHONES "监督电话：（村）%s （镇）%s"
#define PHONE "监督电话：%s"
#define MOST_NOTES 4

double
xy_paper_get_scale (const XyPageSetup *setup)
{
  double shorter = MIN (setup->width_mm, setup->height_mm);

  return shorter / 210;
}

void
xy_paper_add_heading (XyPaper *paper, const char *title, double size, const char *subtitle, double k)
{
  xy_paper_add (paper, xy_block_title_new (title, (XyFont){ XY_FONT_TITLE, size * k }));
  if (subtitle == NULL || *subtitle == '\0')
    return;

  double subtitle_size = MIN (SUBTITLE_SIZE, size * 0.6) * k;
  XyBlock *line =
      xy_block_text_new (subtitle, (XyFont){ XY_FONT_BODY, subtitle_size }, subtitle_size * 1.5, 0, XY_ALIGN_CENTRE);
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
}

void
xy_paper_add_section (XyPaper *paper, const char *text, double k)
{
  XyBlock *line =
      xy_block_text_new (text, (XyFont){ XY_FONT_HEI, SECTION_SIZE * k }, SECTION_SIZE * k * 1.6, 0, XY_ALIGN_LEFT);

  xy_block_set_space_before (line, 8 * k);
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
}

XyPaperColumn
xy_paper_name_column (const char *title, double size, double width)
{
  return (XyPaperColumn){ .title = title,
                          .align = XY_ALIGN_CENTRE,
                          .fit = XY_FIT_SHRINK,
                          .font = { XY_FONT_SONG, size },
                          .min_width = width,
                          .limit = 6,
                          .name = TRUE };
}

XyTableStyle
xy_paper_list_style (double k, int name)
{
  return (XyTableStyle){
    .lines = XY_TABLE_OPEN,
    .shaded = TRUE,
    .row_height = 16.5 * k,
    .head_height = 22 * k,
    .head_font = { XY_FONT_SANS_BOLD, 10.5 * k },
    .padding = 4 * k,
    .owner_column = name,
  };
}

XyTableStyle
xy_paper_rows_style (double k, int name, double row_height, double head_height, double size, const char *continued)
{
  XyTableStyle style = xy_paper_list_style (k, name);

  style.lines = XY_TABLE_ROWS;
  style.row_height = row_height * k;
  style.head_height = head_height * k;
  style.head_font.size = size * k;
  style.continued = continued;
  return style;
}

XyBlock *
xy_paper_public_end_new (const XyVillage *village,
                         const XyPaperAsk *ask,
                         const char *const *notes,
                         guint n_notes,
                         const char *date,
                         double k)
{
  g_autofree char *committee = xy_village_committee (village), *signed_on = xy_day_to_chinese (date);
  g_autofree char *contact = village->contact != NULL ? g_strdup_printf (CONTACT, village->contact) : NULL;
  g_autofree char *own = xy_words_phone (village->phone), *township = xy_words_phone (village->township_phone);
  g_autofree char *phones = *own != '\0' && *township != '\0'   ? g_strdup_printf (PHONES, own, township)
                            : *own != '\0' || *township != '\0' ? g_strdup_printf (PHONE, *own != '\0' ? own : township)
                                                                : NULL;
  const char *lines[MOST_NOTES + 3] = { NULL };
  guint n = 0;

  g_return_val_if_fail (n_notes <= MOST_NOTES, NULL);

  while (n < n_notes)
    {
      lines[n] = notes[n];
      n++;
    }
  if (contact != NULL)
    lines[n++] = contact;
  if (phones != NULL)
    lines[n] = phones;
  XyBlock *end = xy_block_signature_new (lines, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k }, committee, signed_on,
                                         (XyFont){ XY_FONT_BODY, ISSUER_SIZE * k });
  xy_block_signature_set_seal (end, ask->seal, "村务监督委员会");
  xy_block_set_space_before (end, 12 * k);
  return end;
}

int
xy_paper_publicity_days (XyStore *store, const char *item, const char *day, GError **error)
{
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  XyNoticeTerms terms;

  if (publicity == NULL)
    return 0;
  if (!xy_notice_terms (store, publicity, item, day, &terms) || terms.objections_until[0] == '\0')
    return (int) xy_setting_get_number (store, XY_SETTING_BOARD_DAYS);
  return xy_day_between (day, terms.objections_until);
}

gboolean
xy_paper_check_masked (const char *text, const char *owner, GError **error)
{
  guint run = 0;

  for (const char *at = text != NULL ? text : "";; at++)
    {
      if (g_ascii_isdigit (*at))
        {
          run++;
          continue;
        }
      /* The check digit of an ID number may be an X. */
      if (run == 17 && (*at == 'X' || *at == 'x'))
        run++;
      if (run == 11 || (run >= 15 && run <= 19))
        {
          g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
                       _ ("The row of %s shows a whole telephone, ID or bank number. The paper was not made."),
                       owner != NULL ? owner : "");
          return FALSE;
        }
      run = 0;
      if (*at == '\0')
        return TRUE;
    }
}
