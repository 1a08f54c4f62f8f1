/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-parts.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"
#include "core/store.h"
#include "core/unit.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define PUBLICITY "公示期：自张贴之日起%s日（张贴当日不计）。"
#define OBJECTION "如有异议，请在公示期内向村务监督委员会提出。"
#define CONTACT "联系人：%s"
#define PHONES "监督电话：（村）%s （镇）%s"
#define PHONE "监督电话：%s"
#define SUPERVISION "村务监督委员会"

#define MOST_JUDGES 9 /* named */
#define FOOT_SIZE 12.5
#define ISSUER_SIZE 16
#define BLANK_SIZE 12
#define BLANK_HEIGHT 25

char *
xy_hygiene_words_issue (const XyHygieneRound *round)
{
  if (round->name != NULL)
    return g_strdup (round->name);
  return g_strdup_printf ("%.4s年第%d期", round->day, (int) round->number);
}

char *
xy_hygiene_words_score (gint64 hundredths)
{
  if (hundredths % 100 == 0)
    return g_strdup_printf ("%d", (int) (hundredths / 100));
  return xy_words_points (hundredths, xy_words_count_decimals (hundredths), FALSE);
}

char *
xy_hygiene_words_judged (const XyHygienePaper *self)
{
  g_autofree char *day = xy_day_to_chinese (self->round->day);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "评比日期：%s　评委：", day);
  for (guint i = 0; i < MIN (self->judges->len, MOST_JUDGES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", ((const XyHygieneJudge *) self->judges->pdata[i])->name);
  if (self->judges->len > MOST_JUDGES)
    g_string_append_printf (text, "等%u人", self->judges->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
xy_hygiene_paper_open (XyHygienePaper *self, XyStore *store, const XyPaperAsk *ask, gboolean decided, GError **error)
{
  *self = (XyHygienePaper){ .store = store, .ask = ask };
  self->village = xy_village_get (store, error);
  self->round = self->village != NULL ? xy_record_get (store, &xy_hygiene_round_type, &ask->record, error) : NULL;
  self->judges = self->round != NULL ? xy_hygiene_judges (store, &ask->record, error) : NULL;
  if (self->judges == NULL)
    return FALSE;
  if (decided && self->round->closed_on == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("The lists of this round are not decided yet. Decide them first, then print."));
      return FALSE;
    }
  self->issue = xy_hygiene_words_issue (self->round);
  self->places = g_str_equal (self->round->target, "place");
  self->ticks = g_str_equal (self->round->mode, "tick");
  self->setup = xy_page_setup (ask->size, ask->turned);
  self->k = xy_paper_get_scale (&self->setup);
  return TRUE;
}

void
xy_hygiene_paper_clear (XyHygienePaper *self)
{
  g_clear_object (&self->village);
  g_clear_object (&self->round);
  g_clear_pointer (&self->judges, g_ptr_array_unref);
  g_clear_pointer (&self->issue, g_free);
}

char *
xy_hygiene_paper_title (const XyHygienePaper *self, const char *what)
{
  return g_strconcat (self->village->name, self->places ? "公共区域" : "人居环境", what, NULL);
}

XyPaper *
xy_hygiene_paper_new (const XyHygienePaper *self, const char *what)
{
  g_autofree char *title = xy_hygiene_paper_title (self, what);
  g_autofree char *full_title = g_strconcat (title, " ", self->issue, NULL);
  XyPaper *paper = xy_paper_new (full_title, &self->setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = what,
                                                 .period = self->issue,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
  return paper;
}

static char *
make_phones (const XyVillage *village)
{
  g_autofree char *own = xy_words_phone (village->phone), *township = xy_words_phone (village->township_phone);

  if (*own != '\0' && *township != '\0')
    return g_strdup_printf (PHONES, own, township);
  return *own != '\0' || *township != '\0' ? g_strdup_printf (PHONE, *own != '\0' ? own : township) : NULL;
}

gboolean
xy_hygiene_add_end (const XyHygienePaper *self, XyPaper *paper, const char *const *notes, guint n, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today = xy_day_from_instant (self->ask->printed_at), *date = xy_day_to_chinese (today);
  g_autofree char *committee = xy_village_committee (self->village), *phones = make_phones (self->village);
  double k = self->k;
  int days = xy_paper_publicity_days (self->store, "hygiene", today, error);

  if (days == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (notes[i] != NULL)
      g_ptr_array_add (lines, g_strdup (notes[i]));
  g_autofree char *days_text = xy_chinese_number (days);
  g_ptr_array_add (lines, g_strdup_printf (PUBLICITY, days_text));
  g_ptr_array_add (lines, g_strdup (OBJECTION));
  if (self->village->contact != NULL)
    g_ptr_array_add (lines, g_strdup_printf (CONTACT, self->village->contact));
  if (phones != NULL)
    g_ptr_array_add (lines, g_steal_pointer (&phones));
  g_ptr_array_add (lines, NULL);
  XyBlock *end = xy_block_signature_new ((const char *const *) lines->pdata, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k },
                                         committee, date, (XyFont){ XY_FONT_BODY, ISSUER_SIZE * k });
  xy_block_signature_set_seal (end, self->ask->seal, SUPERVISION);
  xy_block_set_space_before (end, 12 * k);
  xy_paper_add (paper, end);
  return TRUE;
}

GHashTable *
xy_hygiene_units_below (XyStore *store, const XyId *unit, GError **error)
{
  g_autoptr (GPtrArray) tree = xy_unit_list_tree (store, error);
  g_autoptr (GHashTable) units = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);

  /* Each stands after the one it belongs to. */
  for (guint i = 0; tree != NULL && i < tree->len; i++)
    {
      const XyUnit *one = ((const XyUnitNode *) tree->pdata[i])->unit;
      if (xy_id_same (&one->record.id, unit) || g_hash_table_contains (units, &one->parent))
        g_hash_table_add (units, g_memdup2 (&one->record.id, sizeof (XyId)));
    }
  return tree != NULL ? g_steal_pointer (&units) : NULL;
}

void
xy_hygiene_add_blanks (XyPaper *paper, const char *const *labels, XyKeep keep, double k)
{
  XyBlock *line = xy_block_blanks_new (labels, (XyFont){ XY_FONT_BODY, BLANK_SIZE * k }, BLANK_HEIGHT * k);

  xy_block_set_keep (line, keep);
  xy_paper_add (paper, line);
}

XyBlock *
xy_hygiene_add_line (XyPaper *paper, const char *text, XyFont font, XyAlign align, XyKeep keep)
{
  XyBlock *line = xy_block_text_new (text, font, font.size * 1.7, 0, align);

  xy_block_set_keep (line, keep);
  return xy_paper_add (paper, line);
}
