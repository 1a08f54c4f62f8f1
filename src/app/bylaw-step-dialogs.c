/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-step-dialogs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/bylaw-step-offers.h"
#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/message-dialog.h"
#include "app/photo-field.h"
#include "app/roster-form.h"
#include "app/vote-dialog.h"
#include "app/words.h"
#include "core/attachment.h"
#include "core/bylaw-act.h"
#include "core/bylaw-publish.h"
#include "core/store.h"

/* What a step asks for besides its day. */
typedef enum
{
  ASKS_BY = 1 << 0,
  ASKS_REASON = 1 << 1, /* lines of text that must be there */
  ASKS_WHY = 1 << 2,    /* the same that may be missing */
  ASKS_NUMBER = 1 << 3, /* the reference number of a paper */
  ASKS_PAPER = 1 << 4,
  ASKS_VOTE = 1 << 5,
  ASKS_BOARD = 1 << 6,
} Asks;

typedef struct
{
  const char *title, *verb;
  guint asks;
  const char *by, *note; /* labels */
  const char *hint;
} StepWords;

static const StepWords steps[XY_BYLAW_N_KINDS] = {
  [XY_BYLAW_DRAFT] = { N_ ("Put it down as a draft"), N_ ("Make it a draft"), ASKS_BY, N_ ("Drafted _by"), NULL,
                       N_ ("It can still be changed; opinions go on being heard.") },
  [XY_BYLAW_ADVISE] = { N_ ("The legal adviser's look"), N_ ("Enter it"), ASKS_BY | ASKS_REASON | ASKS_PAPER,
                        N_ ("_Legal adviser"), N_ ("What he _said"), NULL },
  [XY_BYLAW_REDRAFT] = { N_ ("Take it back to change it"), N_ ("Take the draft back"), ASKS_WHY, NULL, N_ ("_Why"),
                         N_ ("The text can be changed again. The legal adviser and the township then look at it "
                             "anew.") },
  [XY_BYLAW_SUBMIT] = { N_ ("Submit it to the township's review"), N_ ("Submit it"), ASKS_BY | ASKS_NUMBER | ASKS_PAPER,
                        N_ ("Handed in _by"), N_ ("_Reference number"),
                        N_ ("What is reviewed does not change any more: it is what is voted on.") },
  [XY_BYLAW_RETURN] = { N_ ("Returned by the township"), N_ ("Enter it"), ASKS_BY | ASKS_REASON | ASKS_PAPER,
                        N_ ("Reviewed _by"), N_ ("Wh_y"), N_ ("It is a draft again and can be changed.") },
  [XY_BYLAW_APPROVE] = { N_ ("The review passed it"), N_ ("Enter it"), ASKS_BY | ASKS_NUMBER | ASKS_PAPER,
                         N_ ("Reviewed _by"), N_ ("_Reference number"), NULL },
  [XY_BYLAW_PASS] = { N_ ("What the vote came to"), N_ ("Enter it"), ASKS_VOTE, NULL, NULL, NULL },
  [XY_BYLAW_LOSE] = { N_ ("What the vote came to"), N_ ("Enter it"), ASKS_VOTE, NULL, NULL, NULL },
  [XY_BYLAW_FILE] = { N_ ("File it with the township"), N_ ("It is filed"), ASKS_BY | ASKS_NUMBER | ASKS_PAPER,
                      N_ ("Handed in _by"), N_ ("_Reference number"), NULL },
  [XY_BYLAW_PUBLISH] = { N_ ("Publish it"), N_ ("Publish it"), ASKS_BY | ASKS_BOARD, N_ ("Posted _by"), NULL, NULL },
  [XY_BYLAW_FORCE] = { N_ ("It comes into force"), N_ ("It is in force"), 0, NULL, NULL,
                       N_ ("The version that was in force until then is replaced by it.") },
  [XY_BYLAW_CORRECT] = { N_ ("Correction ordered by the township"), N_ ("Enter it"), ASKS_BY | ASKS_REASON | ASKS_PAPER,
                         N_ ("Ordered _by"), N_ ("Wh_y"),
                         N_ ("This version is over with that. Begin a new one with the correction in it.") },
  [XY_BYLAW_REPEAL] = { N_ ("Repeal it"), N_ ("Repeal it"), ASKS_VOTE, NULL, NULL, NULL },
  [XY_BYLAW_DROP] = { N_ ("Give this version up"), N_ ("Give it up"), ASKS_REASON, NULL, N_ ("_Why"), NULL },
};

/* At the township's own computer. */
static const StepWords township_steps[XY_BYLAW_N_KINDS] = {
  [XY_BYLAW_RETURN] = { N_ ("Return it to the village"), N_ ("Return it"), ASKS_BY | ASKS_REASON, N_ ("Reviewed _by"),
                        N_ ("Wh_y"),
                        N_ ("The village reads the reason with the next synchronisation, mends the draft and submits it "
                            "again. This is not taken back.") },
  [XY_BYLAW_APPROVE] = { N_ ("Let it pass"), N_ ("Let it pass"), ASKS_BY | ASKS_NUMBER, N_ ("Reviewed _by"),
                         N_ ("_Reference number"),
                         N_ ("Nothing in it goes against the law. The village puts it to the vote. This is not taken "
                             "back.") },
  [XY_BYLAW_FILE] = { N_ ("Note the filing"), N_ ("It is filed"), ASKS_BY | ASKS_NUMBER, N_ ("Noted _by"),
                      N_ ("_Reference number"),
                      N_ ("The village then puts it up on the board. This is not taken back.") },
  [XY_BYLAW_CORRECT] = { N_ ("Order a correction"), N_ ("Order it"), ASKS_BY | ASKS_REASON, N_ ("Ordered _by"),
                         N_ ("Wh_y"),
                         N_ ("This version is over with that, and the village begins a new one. This is not taken "
                             "back.") },
};

/* What is asked, over the time of the dialog. */
typedef struct
{
  XyBylawStepKind kind;
  const StepWords *words;
  XyId version;
  XyBylawStepOffers *offers;
  GtkWidget *photo;    /* NULL where no paper is asked for */
  gboolean hangs;      /* it is asked for the board */
  GtkWidget *boards;   /* a box of check buttons in the order of the offers; NULL where there is no board */
  GtkWidget *sentence; /* of the chosen vote, or NULL */
} Asked;

/* The dialog that is to be opened. */
typedef struct
{
  GtkWidget *from; /* weak */
  XyDesk *desk;
  XyBylawStepKind kind;
  XyId version;
} Opening;

/* What the act gets, with all that it points to. */
typedef struct
{
  XyBylawPublishing publishing;
  char *day, *by, *note, *photo_name;
  GArray *boards;
  XyBoard *board; /* the first one, to be made; or NULL */
  GBytes *photo;
} Done;

static const StepWords *
words_of (const Opening *opening)
{
  const StepWords *own = &township_steps[opening->kind];

  return xy_desk_get_scope (opening->desk) != XY_SCOPE_VILLAGE && own->title != NULL ? own : &steps[opening->kind];
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  xy_bylaw_step_offers_free (asked->offers);
  g_free (asked);
}

static void
opening_free (Opening *opening)
{
  g_clear_weak_pointer (&opening->from);
  g_object_unref (opening->desk);
  g_free (opening);
}

static void
done_free (gpointer data)
{
  Done *done = data;

  g_free (done->day);
  g_free (done->by);
  g_free (done->note);
  g_free (done->photo_name);
  g_array_unref (done->boards);
  g_clear_object (&done->board);
  g_clear_pointer (&done->photo, g_bytes_unref);
  g_free (done);
}

/* On the worker's thread */

static gboolean
step_act (XyTxn *txn, gpointer data, GError **error)
{
  Done *done = data;
  XyBylawStepping *stepping = &done->publishing.stepping;

  if (done->photo != NULL)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (done->photo, &length);
      g_free (done->photo_name);
      done->photo_name = xy_attachment_add (xy_store_get_path (xy_txn_get_store (txn)), bytes, length, error);
      if (done->photo_name == NULL)
        return FALSE;
      stepping->photo = done->photo_name;
    }
  if (stepping->kind != XY_BYLAW_PUBLISH)
    return xy_bylaw_step_act (txn, stepping, error);
  if (done->board != NULL)
    {
      if (!xy_board_save_act (txn, done->board, error))
        return FALSE;
      g_array_set_size (done->boards, 0);
      g_array_append_val (done->boards, done->board->record.id);
    }
  done->publishing.boards = (const XyId *) (gpointer) done->boards->data;
  done->publishing.n_boards = done->boards->len;
  return xy_bylaw_publish_act (txn, &done->publishing, error);
}

/* On the main thread */

static const XyVote *
chosen_vote (XyForm *form, const Asked *asked)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "vote")));

  return at < asked->offers->votes->len ? asked->offers->votes->pdata[at] : NULL;
}

static void
collect_boards (const Asked *asked, Done *done)
{
  guint at = 0;

  if (!asked->hangs)
    return;
  for (GtkWidget *check = asked->boards != NULL ? gtk_widget_get_first_child (asked->boards) : NULL; check != NULL;
       check = gtk_widget_get_next_sibling (check), at++)
    if (GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check))
        && at < asked->offers->boards->len)
      g_array_append_val (done->boards, ((const XyRecord *) asked->offers->boards->pdata[at])->id);
  if (asked->offers->boards->len > 0)
    return;
  done->board = xy_record_new (&xy_board_type);
  xy_set_str (&done->board->name, _ ("Board of the village office"));
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Asked *asked = data;
  Done *done = g_new0 (Done, 1);
  XyBylawStepping *stepping = &done->publishing.stepping;

  done->boards = g_array_new (FALSE, FALSE, sizeof (XyId));
  if (!xy_roster_form_get_day (form, "day", &done->day))
    {
      done_free (done);
      return NULL;
    }
  done->by = xy_form_take_text (form, "by");
  done->note = xy_form_take_text (form, "note");
  if (asked->photo != NULL && xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)) != NULL)
    done->photo = g_bytes_ref (xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)));
  *stepping = (XyBylawStepping){
    .version = asked->version, .kind = asked->kind, .day = done->day, .by = done->by, .note = done->note
  };
  if ((asked->words->asks & ASKS_VOTE) != 0)
    {
      const XyVote *vote = chosen_vote (form, asked);
      stepping->vote = vote != NULL ? vote->record.id : XY_ID_NONE;
      /* The vote itself says what it came to. */
      if (vote != NULL && asked->kind != XY_BYLAW_REPEAL)
        stepping->kind = vote->passed != 0 ? XY_BYLAW_PASS : XY_BYLAW_LOSE;
    }
  collect_boards (asked, done);
  return done;
}

/* What the chosen vote came to, and its day. */
static void
show_vote (XyForm *form, Asked *asked)
{
  const XyVote *vote = chosen_vote (form, asked);

  if (vote == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (asked->sentence), vote->sentence);
  xy_form_set_text (form, "day", vote->closed_on);
}

static void
on_form_changed (XyForm *form, const char *name, Asked *asked)
{
  if (g_str_equal (name, "vote"))
    show_vote (form, asked);
}

static void
add_votes (XyForm *form, Asked *asked)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop;

  for (guint i = 0; i < asked->offers->votes->len; i++)
    {
      const XyVote *vote = asked->offers->votes->pdata[i];
      g_autofree char *word = g_strdup_printf ("%s %s %s", vote->closed_on,
                                               vote->passed != 0 ? _ ("passed") : _ ("not passed"), vote->title);
      xy_words_append (words, word);
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  xy_form_add (form, "vote", _ ("_Vote"), drop, _ ("The votes on this version that were closed"));
  gtk_widget_set_halign (drop, GTK_ALIGN_FILL);
  asked->sentence = xy_form_hint_new (NULL);
  xy_form_add_widget (form, asked->sentence);
}

static void
add_boards (XyForm *form, Asked *asked)
{
  const GPtrArray *boards = asked->offers->boards;

  if (asked->offers->hangs != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("It hangs on the board since %s."), asked->offers->hangs);
      xy_form_add_widget (form, xy_form_hint_new (words));
      return;
    }
  asked->hangs = TRUE;
  xy_form_add_heading (form, _ ("Board"));
  if (boards->len == 0)
    {
      xy_form_add_widget (
          form, xy_form_hint_new (_ ("The first board is entered with this: of the village office, 2.4 × 1.2 m. "
                                     "Its name and size can be changed under Boards.")));
      return;
    }
  asked->boards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; i < boards->len; i++)
    {
      const XyBoard *board = boards->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (board->name);
      gtk_widget_set_tooltip_text (check, board->place);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), i == 0);
      gtk_box_append (GTK_BOX (asked->boards), check);
    }
  xy_form_add_widget (form, asked->boards);
  xy_form_add_widget (form,
                      xy_form_hint_new (_ ("It hangs there since that day. Without a board it waits on the page of the "
                                           "notice board to be hung up.")));
}

static char *
check_adviser (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write who looked at it.")) : NULL;
}

static void
add_by (XyForm *form, XyDesk *desk, const Asked *asked)
{
  const XyUser *user = xy_desk_get_user (desk);
  const char *own = user != NULL ? user->name : NULL;

  xy_form_add (form, "by", _ (asked->words->by), gtk_entry_new (), NULL);
  gboolean outside =
      xy_bylaw_step_is_outside (asked->kind)
      || (asked->kind == XY_BYLAW_FILE && xy_desk_get_scope (desk) != XY_SCOPE_VILLAGE && asked->offers->by != NULL);

  xy_form_set_text (form, "by", outside ? asked->offers->by : own);
  if (asked->kind == XY_BYLAW_ADVISE)
    xy_form_set_check (form, "by", check_adviser, NULL);
}

static const char *
usual_day (const Asked *asked, const char *today)
{
  /* 自公布之日起施行 is the rule. */
  if (asked->kind == XY_BYLAW_FORCE)
    return asked->offers->last;
  if (asked->kind == XY_BYLAW_PUBLISH && asked->offers->hangs != NULL
      && strcmp (asked->offers->hangs, asked->offers->last) >= 0)
    return asked->offers->hangs;
  return today;
}

static void
add_fields (XyForm *form, XyDesk *desk, Asked *asked)
{
  guint asks = asked->words->asks;
  g_autofree char *today = xy_roster_form_today ();

  xy_form_add_head (form, asked->offers->name);
  if (asked->words->hint != NULL)
    xy_form_add_widget (form, xy_form_hint_new (_ (asked->words->hint)));
  if ((asks & ASKS_VOTE) != 0)
    add_votes (form, asked);
  if ((asks & ASKS_BY) != 0)
    add_by (form, desk, asked);
  if ((asks & (ASKS_REASON | ASKS_WHY)) != 0)
    xy_form_add (form, "note", _ (asked->words->note), xy_form_lines_new (360, 96), NULL);
  if ((asks & ASKS_NUMBER) != 0)
    xy_form_add (form, "note", _ (asked->words->note), gtk_entry_new (), _ ("Of the paper, where it has one"));
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", usual_day (asked, today));
  if ((asks & ASKS_BOARD) != 0 && xy_desk_may (desk, XY_MAY_POST))
    add_boards (form, asked);
  if ((asks & ASKS_PAPER) != 0)
    {
      xy_form_add_heading (form, _ ("Photo of the paper, if there is one"));
      asked->photo = xy_photo_field_new ();
      xy_form_add_widget (form, asked->photo);
    }
  if (asked->sentence == NULL)
    return;
  show_vote (form, asked);
  g_signal_connect (form, "changed", G_CALLBACK (on_form_changed), asked);
}

static void
on_vote_answered (gboolean confirmed, gpointer data)
{
  Opening *opening = data;

  if (confirmed && opening->from != NULL)
    xy_vote_dialog_open (opening->from, opening->desk, NULL, &opening->version);
  opening_free (opening);
}

/* There is no vote that could be entered: one is counted to its end, or begun. Takes OPENING. */
static void
open_no_vote (Opening *opening, const XyBylawStepOffers *offers)
{
  const char *title = _ (words_of (opening)->title);

  if (offers->counted == NULL)
    {
      xy_message_dialog_ask (opening->from, title,
                             _ ("There is no closed vote on this version yet. The vote itself says what it came to."),
                             _ ("Put it to the vote…"), FALSE, on_vote_answered, opening);
      return;
    }
  g_autofree char *words =
      g_strdup_printf (_ ("“%s” is still being counted. Close it, then its result is entered here."), offers->counted);
  xy_message_dialog_tell (opening->from, title, words);
  opening_free (opening);
}

static void
open_form (const Opening *opening, XyBylawStepOffers *offers)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Go on with a bylaw"), .act = step_act, .collect = collect, .free_collected = done_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  Asked *asked = g_new0 (Asked, 1);
  GtkWidget *dialog;

  asked->kind = opening->kind;
  asked->words = words_of (opening);
  asked->version = opening->version;
  asked->offers = offers;
  add_fields (form, opening->desk, asked);
  dialog = xy_form_dialog_new (opening->from, opening->desk, _ (asked->words->title), _ (asked->words->verb),
                               GTK_WIDGET (form), &act, asked, asked_free);
  if (asked->photo != NULL)
    xy_photo_field_accept_drops (XY_PHOTO_FIELD (asked->photo), dialog);
  if (asked->kind == XY_BYLAW_DROP || asked->kind == XY_BYLAW_REPEAL)
    xy_dialog_set_destructive (XY_DIALOG (dialog), TRUE);
  if ((asked->words->asks & ASKS_REASON) != 0)
    xy_form_dialog_keep_draft (dialog, "bylaw-step");
  xy_form_dialog_present (dialog);
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  XyBylawStepOffers *offers = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (opening->from == NULL || offers == NULL)
    {
      if (error != NULL && opening->from != NULL)
        g_signal_emit_by_name (opening->desk, "refused", error);
      g_clear_pointer (&offers, xy_bylaw_step_offers_free);
    }
  else if ((words_of (opening)->asks & ASKS_VOTE) != 0 && offers->votes->len == 0)
    {
      open_no_vote (opening, offers);
      xy_bylaw_step_offers_free (offers);
      return;
    }
  else
    open_form (opening, offers);
  opening_free (opening);
}

void
xy_bylaw_step_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version, XyBylawStepKind kind)
{
  Opening *opening;
  XyBylawStepQuestion *question;

  g_return_if_fail (kind < XY_BYLAW_N_KINDS && steps[kind].title != NULL);
  opening = g_new0 (Opening, 1);
  g_set_weak_pointer (&opening->from, from);
  opening->desk = g_object_ref (desk);
  opening->kind = kind;
  opening->version = version->record.id;
  question = g_new0 (XyBylawStepQuestion, 1);
  *question = (XyBylawStepQuestion){ opening->version, kind };
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, xy_bylaw_step_offers_read, question, g_free,
                 xy_bylaw_step_offers_free, NULL, on_offers_read, opening);
}
