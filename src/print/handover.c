/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/handover.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/backup.h"
#include "core/folder.h"
#include "core/handover.h"
#include "core/notice-archive.h"
#include "core/user.h"
#include "core/village.h"
#include "print/handover-list.h"
#include "print/paper-keep.h"

#define NAME "%s交接包 %s"
#define LIST "1 移交清单.pdf"
#define DATA "2 数据" XY_BACKUP_SUFFIX
#define PAPERS "3 存档文件"
#define POSTED "%d年公示档案"
#define READ_ME "说明.txt"
#define SUMS "校验.txt"
#define MOST_FOLDERS 99
/* Bytes of a file's name that its title may take: with number and suffix it fits every file system. */
#define MOST_TITLE 180

#define README                                                                                                                                                         \
  "%s交接包\r\n\r\n"                                                                                                                                                \
  "1 移交清单.pdf：打印三份，移交人、接收人、监交人当面点清，签字。\r\n"                                                                  \
  "2 数据.xybackup：全村数据。%s\r\n"                                                                                                                          \
  "   接收人还用原来的电脑：不用恢复，用自己的姓名和口令进入就行。\r\n"                                                                  \
  "   换了电脑：装好乡约，由技术人员用命令 xiangyue-cli restore 恢复。\r\n"                                                                       \
  "3 存档文件：移交这一天的名册、积分、评比、会议、表决、村规民约、台账、用印登记，和历年公示过的原件，都是 PDF，" \
  "号码已遮盖。\r\n"                                                                                                                                             \
  "校验.txt：每个文件的校验值。用命令 xiangyue-cli handover check 可以核对，少一个、改一个字都查得出来。\r\n\r\n"                    \
  "里面有全村人的信息，不要借人，不要拷到别的电脑上；交接完锁进柜子。\r\n"
#define README_SEALED "已加密，恢复时要输口令。"
#define README_OPEN "没有加密，请特别小心保管。"

typedef struct
{
  XyStore *store;
  const XyActor *actor;
  const XyHandover *handover;
  XyVillage *village;
  char *final;  /* the folder's name when all is there */
  char *folder; /* until then */
  GCancellable *cancellable;
  XyHandoverProgress progress;
  gpointer data;
  guint done, total;
  XyHandoverPackage *package;
} Pack;

void
xy_handover_package_free (XyHandoverPackage *package)
{
  if (package == NULL)
    return;
  g_free (package->folder);
  g_free (package->number);
  g_clear_pointer (&package->problems, g_ptr_array_unref);
  g_free (package);
}

static gboolean
full (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
  return FALSE;
}

static gboolean
cancelled (Pack *self, GError **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; no file was written."));
  return TRUE;
}

/* What a file may be called, on a stick's file system too. */
static char *
safe_name (const char *title)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at != '\0' && name->len + 6 <= MOST_TITLE; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (name, c < 0x20 || (c < 0x80 && strchr ("\\/:*?\"<>|", (int) c) != NULL) ? '-' : c);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* The folder to write to, beside its name to be; what was broken off before goes. */
static gboolean
make_folder (Pack *self, const char *parent, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (self->store));
  g_autofree char *name = g_strdup_printf (NAME, self->village->name, today), *safe = safe_name (name);

  for (guint n = 1; self->final == NULL && n <= MOST_FOLDERS; n++)
    {
      g_autofree char *full_name = n == 1 ? g_strdup (safe) : g_strdup_printf ("%s (%u)", safe, n);
      g_autofree char *path = g_build_filename (parent, full_name, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        self->final = g_steal_pointer (&path);
    }
  if (self->final == NULL)
    return full (parent, error);
  self->folder = g_strconcat (self->final, ".part", NULL);
  xy_folder_remove (self->folder);
  g_autofree char *papers = g_build_filename (self->folder, PAPERS, NULL);
  return g_mkdir_with_parents (papers, 0700) == 0 || full (parent, error);
}

static void
tell (Pack *self)
{
  if (self->progress != NULL)
    self->progress (self->done, self->total, self->data);
}

/* The paper's own title, and what that does not say: "2026年 石板溪村积分明细". */
static char *
name_paper (const XyHandoverPaper *paper, XyPaper *made)
{
  const char *title = xy_paper_get_title (made);
  g_autofree char *name = NULL;

  if (paper->title != NULL && strstr (title, paper->title) == NULL)
    name = g_strdup_printf ("%s %s", title, paper->title);
  else if (paper->period != NULL && strstr (title, paper->period) == NULL)
    name = g_strdup_printf ("%s年 %s", paper->period, title);
  return safe_name (name != NULL ? name : title);
}

/* One that cannot be made is told, and does not keep the others back. */
static gboolean
refuse (Pack *self, const XyPaperKind *kind, const XyHandoverPaper *paper, GError *problem, GError **error)
{
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_FULL) || g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED)
      || g_error_matches (problem, XY_ERROR, XY_ERROR_CORRUPT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_ptr_array_add (self->package->problems, g_strdup_printf ("%s %s: %s", _ (kind->title),
                                                             paper->title != NULL    ? paper->title
                                                             : paper->period != NULL ? paper->period
                                                                                     : "",
                                                             problem->message));
  g_error_free (problem);
  return TRUE;
}

static gboolean
write_paper (Pack *self, const XyHandoverPaper *paper, guint number, GError **error)
{
  const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
  XyPaperAsk ask = { .period = paper->period,
                     .record = paper->record,
                     .parts = xy_paper_kind_get_parts (kind),
                     .printed_at = xy_env_now (xy_store_get_env (self->store)) };
  GError *problem = NULL;
  int office = xy_paper_kind_find_part (kind, "office");

  /* What stays in the office is handed over too. */
  if (office >= 0)
    ask.parts |= 1u << office;
  g_autoptr (XyPaper) made = kind->make (self->store, &ask, &problem);
  if (made == NULL)
    return refuse (self, kind, paper, problem, error);
  g_autofree char *title = name_paper (paper, made), *name = g_strdup_printf ("%03u %s.pdf", number, title);
  g_autofree char *path = g_build_filename (self->folder, PAPERS, name, NULL);
  if (!xy_paper_write_pdf (made, path, self->cancellable, NULL, NULL, &problem))
    return refuse (self, kind, paper, problem, error);
  self->package->n_papers++;
  return TRUE;
}

/* What was posted in the years, as it was printed then. */
static gboolean
write_posted (Pack *self, const GArray *years, GError **error)
{
  for (guint i = 0; i < years->len; i++)
    {
      gint year = g_array_index (years, gint, i);
      g_autofree char *name = g_strdup_printf (POSTED, year);
      g_autofree char *folder = g_build_filename (self->folder, PAPERS, name, NULL);
      g_autoptr (GPtrArray) rows =
          !cancelled (self, error) ? xy_notice_archive (self->store, year, folder, error) : NULL;
      if (rows == NULL)
        return FALSE;
      for (guint r = 0; r < rows->len; r++)
        {
          const XyArchiveRow *row = rows->pdata[r];
          if (row->file != NULL)
            self->package->n_papers++;
          if (row->problem != NULL)
            g_ptr_array_add (self->package->problems, g_strdup_printf ("%s: %s", row->title, row->problem));
        }
      /* Of a year whose papers were made without this program nothing is there. */
      g_rmdir (folder);
      self->done++;
      tell (self);
    }
  return TRUE;
}

static gboolean
write_papers (Pack *self, GError **error)
{
  g_autoptr (GPtrArray) papers = xy_handover_papers (self->store, error);
  g_autoptr (GArray) years = papers != NULL ? xy_handover_years (self->store, error) : NULL;

  if (years == NULL)
    return FALSE;
  /* And the list, the backup and the sums. */
  self->total = papers->len + years->len + 3;
  for (guint i = 0; i < papers->len; i++)
    {
      if (cancelled (self, error) || !write_paper (self, papers->pdata[i], i + 1, error))
        return FALSE;
      self->done++;
      tell (self);
    }
  return write_posted (self, years, error);
}

/* In an act: the list gets its number, and is in the register. */
static gboolean
write_list (XyTxn *txn, gpointer data, GError **error)
{
  Pack *self = data;
  const XyHandover *handover = self->handover;
  g_autofree char *number = xy_paper_next_number (self->store, xy_handover_list_paper.prefix, error);
  g_autofree char *folder = g_path_get_basename (self->final), *path = g_build_filename (self->folder, LIST, NULL);
  const XyHandoverSheet sheet = { .from = handover->from,
                                  .to = handover->to,
                                  .overseer = handover->overseer,
                                  .computers = handover->computers,
                                  .enrolled = handover->enrolled,
                                  .folder = folder,
                                  .n_papers = self->package->n_papers,
                                  .sealed = handover->password != NULL,
                                  .number = number,
                                  .printed_at = xy_txn_get_now (txn) };
  const XyPaperPrint print = { .kind = xy_handover_list_paper.name, .prefix = xy_handover_list_paper.prefix };
  g_autoptr (XyPaper) paper = number != NULL ? xy_handover_list_new (self->store, &sheet, XY_PAGE_A4, error) : NULL;
  g_autoptr (XyPaperRecord) kept = paper != NULL ? xy_paper_keep (txn, paper, &print, error) : NULL;

  if (kept == NULL || !xy_attachment_copy (xy_store_get_path (self->store), kept->pdf, path, error))
    return FALSE;
  self->package->number = g_strdup (kept->number);
  return TRUE;
}

static gboolean
write_text (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   NULL)
         || full (path, error);
}

static gboolean
add_sum (GString *sums, const char *folder, const char *inside, GError **error)
{
  g_autofree char *path = g_build_filename (folder, inside, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("This file is missing or cannot be read: %s"), inside);
      return FALSE;
    }
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_string_append_printf (sums, "%s  %s\n", sum, inside);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The lines of all files in FOLDER below INSIDE ("": itself), in the order of their names. */
static gboolean
add_sums (GString *sums, const char *folder, const char *inside, GError **error)
{
  g_autofree char *here = g_build_filename (folder, inside, NULL);
  g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*inside != '\0' || !g_str_equal (name, SUMS))
      g_ptr_array_add (names, *inside != '\0' ? g_strconcat (inside, "/", name, NULL) : g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
      if (!(is_folder ? add_sums (sums, folder, names->pdata[i], error)
                      : add_sum (sums, folder, names->pdata[i], error)))
        return FALSE;
    }
  return TRUE;
}

static void
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  /* FAT cannot, and has nothing to wait for either. */
  if (fd >= 0)
    {
      if (g_fsync (fd) != 0)
        g_debug ("the folder cannot be synced");
      close (fd);
    }
}

/* The data, what to do with it, the sums; then the name. */
static gboolean
finish (Pack *self, GError **error)
{
  const char *password = self->handover->password;
  g_autofree char *data = g_build_filename (self->folder, DATA, NULL);
  g_autofree char *read_me =
      g_strdup_printf (README, self->village->name, password != NULL ? README_SEALED : README_OPEN);
  g_autoptr (GString) sums = g_string_new (NULL);

  if (cancelled (self, error)
      || !xy_backup_write (xy_store_get_path (self->store), xy_store_get_env (self->store), data, XY_BACKUP_MANUAL,
                           password, self->cancellable, error))
    return FALSE;
  self->done++;
  tell (self);
  if (!write_text (self->folder, READ_ME, read_me, error) || !add_sums (sums, self->folder, "", error)
      || !write_text (self->folder, SUMS, sums->str, error) || cancelled (self, error))
    return FALSE;
  sync_folder (self->folder);
  if (g_rename (self->folder, self->final) != 0)
    return full (self->final, error);
  g_autofree char *parent = g_path_get_dirname (self->final);
  sync_folder (parent);
  self->done = self->total;
  tell (self);
  return TRUE;
}

static gboolean
pack (Pack *self, const char *parent, GError **error)
{
  if (!make_folder (self, parent, error) || !write_papers (self, error)
      || !xy_store_act (self->store, self->actor, _ (xy_handover_list_paper.act), write_list, self, error))
    return FALSE;
  self->done++;
  tell (self);
  return finish (self, error);
}

XyHandoverPackage *
xy_handover_pack (XyStore *store,
                  const XyActor *actor,
                  const XyHandover *handover,
                  const char *parent,
                  GCancellable *cancellable,
                  XyHandoverProgress progress,
                  gpointer data,
                  GError **error)
{
  g_autoptr (XyVillage) village = NULL;
  g_autoptr (XyHandoverPackage) package = NULL;

  if (!xy_actor_require (actor, XY_MAY_BACK_UP | XY_MAY_PRINT, error))
    return NULL;
  if (handover->password != NULL && g_utf8_strlen (handover->password, -1) < XY_HANDOVER_PASSWORD_LEAST)
    {
      xy_set_invalid (error, "password", _ ("The password of the package has at least %d characters."),
                      XY_HANDOVER_PASSWORD_LEAST);
      return NULL;
    }
  village = xy_village_get (store, error);
  if (village == NULL)
    return NULL;
  package = g_new0 (XyHandoverPackage, 1);
  package->problems = g_ptr_array_new_with_free_func (g_free);
  Pack self = { .store = store,
                .actor = actor,
                .handover = handover,
                .village = village,
                .cancellable = cancellable,
                .progress = progress,
                .data = data,
                .package = package };
  gboolean done = pack (&self, parent, error);
  if (!done && self.folder != NULL)
    xy_folder_remove (self.folder);
  package->folder = g_steal_pointer (&self.final);
  g_free (self.folder);
  return done ? g_steal_pointer (&package) : NULL;
}

gboolean
xy_handover_check (const char *folder, const char *password, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SUMS, NULL), *text = NULL;
  g_autofree char *data = g_build_filename (folder, DATA, NULL);
  g_autoptr (GString) now = g_string_new (NULL);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This is no handover package: %s"), folder);
      return FALSE;
    }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *inside = strlen (*line) > 66 ? *line + 66 : NULL;
      g_string_truncate (now, 0);
      if (inside == NULL)
        continue;
      if (g_path_is_absolute (inside) || strstr (inside, "..") != NULL)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This is no handover package: %s"), folder);
          return FALSE;
        }
      if (!add_sum (now, folder, inside, error))
        return FALSE;
      g_string_truncate (now, now->len - 1);
      if (g_str_equal (now->str, *line))
        continue;
      g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("This file is not as it was packed: %s"), inside);
      return FALSE;
    }
  return xy_backup_check (data, password, error);
}
