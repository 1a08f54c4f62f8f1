/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-plate.h"

#include <glib/gi18n-lib.h>

#include "core/document.h"
#include "core/error.h"
#include "core/hygiene-decide.h"
#include "print/document-papers.h"
#include "print/hygiene-parts.h"

#define HEADS "户主\t荣誉\t评比"
#define PLATE_TITLE "{荣誉}"
#define PLATE_BODY "{户主}\n{评比}"
#define AWARD_TITLE "奖状"
#define AWARD_BODY "{户主}户：\n在{评比}中，庭院整洁，被评为\n{荣誉}\n特发此状，以资鼓励。"
#define AWARD_BODY_PLACE "{户主}：\n在{评比}中，环境整洁，被评为\n{荣誉}\n特发此状，以资鼓励。"
#define ROUND "%s%s评比"

enum
{
  PART_RED = 1 << 0, /* as in the papers that it is made with */
  PART_AWARD = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "red", N_ ("Red border"), FALSE },
  { "award", N_ ("Certificates instead of plates"), TRUE },
  { NULL, NULL, FALSE },
};

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyHygienePaper) self = { 0 };
  gboolean award = (ask->parts & PART_AWARD) != 0;
  g_autoptr (GString) sheet = g_string_new (HEADS);
  g_autoptr (GPtrArray) outcomes = NULL;
  guint n = 0;

  if (!xy_hygiene_paper_open (&self, store, ask, TRUE, error))
    return NULL;
  outcomes = xy_hygiene_outcomes (store, &ask->record, error);
  if (outcomes == NULL)
    return NULL;
  g_autofree char *of = self.round->name != NULL
                            ? g_strdup (self.round->name)
                            : g_strdup_printf (ROUND, self.issue, self.places ? "公共区域" : "人居环境");
  for (guint i = 0; i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      if (outcome->plate == NULL || outcome->name == NULL)
        continue;
      g_string_append_printf (sheet, "\n%s\t%s\t%s", outcome->name, outcome->plate, of);
      n++;
    }
  if (n == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody got a plate in this round."));
      return NULL;
    }
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  XyPaperAsk inner = *ask;
  xy_set_str (&document->kind, award ? XY_DOCUMENT_AWARD : XY_DOCUMENT_PLAQUE);
  xy_set_str (&document->title, award ? AWARD_TITLE : PLATE_TITLE);
  xy_set_str (&document->body, !award ? PLATE_BODY : self.places ? AWARD_BODY_PLACE : AWARD_BODY);
  xy_set_str (&document->sheet, sheet->str);
  inner.parts = ask->parts & PART_RED;
  return xy_document_paper_new (&(XyDocumentSource){ .document = document, .village = self.village }, &inner, error);
}

const XyPaperKind xy_hygiene_plate_paper = {
  .name = "hygiene-plate",
  .title = N_ ("Plates of hygiene"),
  .act = N_ ("Print plates of hygiene"),
  .prefix = "HP",
  .flags = XY_PAPER_TURNS | XY_PAPER_LANDSCAPE | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .parts = parts,
  .of = &xy_hygiene_round_type,
  .make = make,
};
