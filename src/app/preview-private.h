/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the print preview share; nobody else includes it. */
#pragma once

#include "app/desk.h"
#include "print/papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _XyPreview XyPreview;
typedef void (*XyPreviewVerb) (XyPreview *self);

/* Counted by g_rc_box: jobs and dialogs that are still open hold on to it. */
struct _XyPreview
{
  GtkWidget *window; /* NULL once it is closed */
  GtkWidget *from;   /* weak: the page that opened it */
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *failed;
  GtkWidget *page_entry;
  GtkWidget *pictures;
  GtkWidget *page_count;
  GtkWidget *zoom_button;
  GtkWidget *spinner;
  GtkWidget *notice;
  GtkWidget *stand_ins;
  GtkWidget *unmask;
  GtkWidget *tile;
  GtkWidget *foot;
  GtkWidget *busy_words;
  GtkWidget *busy_bar;
  GtkWidget *busy_cancel;
  GSimpleActionGroup *actions;

  XyDesk *desk;
  const XyPaperKind *kind;
  XyPaperAsk *ask;
  char *reason; /* for numbers in full */

  XyPaper *whole;      /* as it was made */
  XyPaper *paper;      /* as it goes out: WHOLE, or the A4 sheets that make it up */
  char *number;        /* WHOLE's */
  gboolean registered; /* WHOLE went out under NUMBER */
  XyId record;         /* of the register, where it did */
  GCancellable *making;
  guint slow; /* the source that says that it takes a while */
  gboolean is_making;
  XyPreviewVerb wanted; /* as soon as the paper is made */

  GCancellable *writing;
};

XyPreview *xy_preview_ref (XyPreview *self);
void xy_preview_unref (XyPreview *self);

/* Names CONTROL for who cannot see it: WORDS without their mnemonic. */
void xy_preview_name (GtkWidget *control, const char *words);

/* Anew, as SELF->ask says. */
void xy_preview_make (XyPreview *self);

/* Over the pages: what went wrong (ERROR), or NULL. */
void xy_preview_show_error (XyPreview *self, const GError *error);

void xy_preview_update_actions (XyPreview *self);

/* The toolbar over the pages. */
GtkWidget *xy_preview_make_bar (XyPreview *self);
void xy_preview_update_bar (XyPreview *self);

/* What to know before printing, as xy_paper_get_notices() has it. */
void xy_preview_update_notices (XyPreview *self);
guint xy_preview_count_undrawable (XyPreview *self);

/* "Numbers in full…", where the paper has numbers and the role allows it; else NULL. */
GtkWidget *xy_preview_make_unmask (XyPreview *self);

typedef enum
{
  XY_PREVIEW_TO_PDF,
  XY_PREVIEW_TO_PICTURE,  /* of the page that is looked at */
  XY_PREVIEW_TO_PICTURES, /* of all pages, into a folder */
  XY_PREVIEW_TO_PRINTER,
} XyPreviewWhere;

/* Writes the paper to PATH, keeps its PDF and enters it in the register. */
void xy_preview_write (XyPreview *self, XyPreviewWhere where, const char *path);

/* Asks for the printer; what was printed is kept and entered too. */
void xy_preview_send_to_printer (XyPreview *self);

/* The verbs, and the progress in their place while one is under way. */
GtkWidget *xy_preview_make_foot (XyPreview *self);
void xy_preview_print (XyPreview *self);
void xy_preview_save_pdf (XyPreview *self);
void xy_preview_save_page_picture (XyPreview *self);
void xy_preview_save_pictures (XyPreview *self);
void xy_preview_copy_text (XyPreview *self);

G_END_DECLS
