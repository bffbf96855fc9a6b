/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-lock.h"

#include "cor-error.h"
#include "cor-time.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A holder may put its file away between our opening and our locking it. */
#define MAX_TRIES 20

#define MAX_HOLDER_BYTES 1000

struct _CorPlanLock
{
  int fd;
  char *path;
};

static char *
build_path (const char *plan_path)
{
  g_autofree char *folder = g_path_get_dirname (plan_path);
  g_autofree char *name = g_path_get_basename (plan_path);
  g_autofree char *lock_name = g_strconcat (".", name, ".lock", NULL);

  return g_build_filename (folder, lock_name, NULL);
}

static char *
describe_self (const char *officer)
{
  g_autofree char *name = g_strdup (officer != NULL ? officer : "");
  g_autofree char *since = cor_time_format_utc (g_get_real_time () / G_USEC_PER_SEC);

  g_strdelimit (name, "\n\r", ' ');

  return g_strdup_printf ("%s\n%s\n%d\n%s\n", name, g_get_host_name (), (int) getpid (), since);
}

static void
write_holder (int fd, const char *officer)
{
  g_autofree char *text = describe_self (officer);

  /* Only for whom we keep out; the lock holds without it too. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("lock file: %s", g_strerror (errno));
}

static char *
read_holder (int fd)
{
  char bytes[MAX_HOLDER_BYTES + 1];
  ssize_t n_bytes = pread (fd, bytes, MAX_HOLDER_BYTES, 0);
  g_autofree char *text = g_utf8_make_valid (bytes, MAX (n_bytes, 0));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_strv_length (lines) < 4)
    return g_strdup ("somebody else");

  return g_strdup_printf ("%s on %s (process %s, since %s)",
                          *lines[0] != '\0' ? lines[0] : "somebody else", lines[1], lines[2],
                          lines[3]);
}

static gboolean
is_same_file (int fd, const char *path)
{
  struct stat ours, theirs;

  return fstat (fd, &ours) == 0 && stat (path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
         ours.st_ino == theirs.st_ino;
}

static void
set_open_error (int code, GError **error)
{
  if (code == EACCES || code == EROFS || code == EPERM)
    g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
                 "Its folder cannot be written (%s). Open the plan for reading only, or copy it to "
                 "a folder of yours.",
                 g_strerror (code));
  else if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, COR_ERROR, COR_ERROR_CAPACITY,
                 "The disk is full. Make room and try again.");
  else
    g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "The lock file beside it: %s",
                 g_strerror (code));
}

/* Returns 1 when locked, 0 when the file went away meanwhile, -1 on error. */
static int
try_lock (CorPlanLock *self, GError **error)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *holder = NULL;

  self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      set_open_error (errno, error);
      return -1;
    }

  if (fcntl (self->fd, F_OFD_SETLK, &whole) == 0)
    {
      if (is_same_file (self->fd, self->path))
        return 1;
      close (self->fd);
      self->fd = -1;
      return 0;
    }
  if (errno != EACCES && errno != EAGAIN)
    {
      set_open_error (errno, error);
      return -1;
    }

  holder = read_holder (self->fd);
  g_set_error (error, COR_ERROR, COR_ERROR_LOCKED,
               "It is being written by %s. Ask them to close it, or open it for reading only.",
               holder);

  return -1;
}

/**
 * cor_plan_lock_acquire:
 * @plan_path: (type filename): a plan
 * @officer: (nullable): who wants to write it
 * @error: (nullable): set to %COR_ERROR_LOCKED, naming the holder, when somebody else writes it
 *
 * Returns: (transfer full) (nullable): the lock
 */
CorPlanLock *
cor_plan_lock_acquire (const char *plan_path, const char *officer, GError **error)
{
  g_autoptr (CorPlanLock) self = g_new0 (CorPlanLock, 1);

  self->fd = -1;
  self->path = build_path (plan_path);
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      int outcome = try_lock (self, error);

      if (outcome > 0)
        {
          write_holder (self->fd, officer);
          return g_steal_pointer (&self);
        }
      if (outcome < 0)
        {
          /* It is not ours to remove. */
          g_clear_pointer (&self->path, g_free);
          return NULL;
        }
    }

  g_set_error (error, COR_ERROR, COR_ERROR_LOCKED,
               "Others open and close it all the time. Try again.");

  return NULL;
}

/**
 * cor_plan_lock_release:
 * @self: (transfer full): a lock
 *
 * Lets others write the plan and removes the lock file.
 */
void
cor_plan_lock_release (CorPlanLock *self)
{
  if (self->path != NULL && self->fd >= 0)
    g_unlink (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
