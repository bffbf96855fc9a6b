/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-compare.h"

#include "cor-plan-edits.h"

#define USAGE                                                                                      \
  "whatif PLAN [--crossing NAME --closed|--open|--capacity PEOPLE_PER_HOUR] "                      \
  "[--closure FILE.geojson] [--roads NETWORK.roads] [--json]"

/* What is asked. */
typedef struct
{
  char *crossing;
  gboolean open;
  gboolean closed;
  int capacity;
  char *closure;
  char *roads;
  gboolean as_json;
} Question;

static void
question_clear (Question *self)
{
  g_free (self->crossing);
  g_free (self->closure);
  g_free (self->roads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* Something has to be asked, and of a crossing something that makes sense. */
static gboolean
is_sound (const Question *self)
{
  gboolean about_crossing = self->open || self->closed || self->capacity >= 0;

  return (self->crossing != NULL || self->closure != NULL) &&
         (self->crossing != NULL) == about_crossing && !(self->open && self->closed) &&
         self->capacity >= -1;
}

/* Takes an edit into a plan that is only looked at. */
static gboolean
apply (CorSnapshot **snapshot, CorEdit *made)
{
  g_autoptr (CorEdit) edit = made;
  CorSnapshot *changed;

  if (edit == NULL)
    return FALSE;

  changed = cor_snapshot_apply (*snapshot, edit, cor_snapshot_get_revision (*snapshot));
  cor_snapshot_unref (*snapshot);
  *snapshot = changed;

  return TRUE;
}

static gboolean
change_crossing (const Question *self, CorSnapshot **snapshot, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_find_crossing (*snapshot, self->crossing, error);
  CorId id;

  if (crossing == NULL)
    return FALSE;
  id = crossing->record.id;
  if ((self->open || self->closed) &&
      !apply (snapshot, cor_edit_set_crossing_state (*snapshot, &id, self->open, error)))
    return FALSE;

  return self->capacity < 0 || apply (snapshot, cor_edit_set_crossing_capacity (
                                                    *snapshot, &id, (guint) self->capacity, error));
}

static CorSnapshot *
change (const Question *self, CorSnapshot *plan, GError **error)
{
  g_autoptr (CorSnapshot) snapshot = cor_snapshot_ref (plan);

  if (self->crossing != NULL && !change_crossing (self, &snapshot, error))
    return NULL;
  if (self->closure != NULL && !apply (&snapshot, cor_command_make_closure (self->closure, error)))
    return NULL;

  return g_steal_pointer (&snapshot);
}

/**
 * cor_command_whatif:
 * @argc: how many arguments
 * @argv: PLAN [--crossing NAME --closed|--open|--capacity N] [--closure FILE.geojson] [--json]
 * @error: set when it fails
 *
 * Compares the plan with what it would be if something were otherwise. Nothing is written.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_whatif (int argc, char **argv, GError **error)
{
  g_auto (Question) question = { .capacity = -1 };
  g_autoptr (CorSession) session = NULL;
  g_autoptr (CorSnapshot) changed = NULL;
  g_autoptr (CorResult) present = NULL;
  g_autoptr (CorResult) result = NULL;
  const GOptionEntry entries[] = {
    { "crossing", 0, 0, G_OPTION_ARG_STRING, &question.crossing, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &question.open, NULL, NULL },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &question.closed, NULL, NULL },
    { "capacity", 0, 0, G_OPTION_ARG_INT, &question.capacity, NULL, NULL },
    { "closure", 0, 0, G_OPTION_ARG_FILENAME, &question.closure, NULL, NULL },
    { "roads", 0, 0, G_OPTION_ARG_FILENAME, &question.roads, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &question.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, USAGE, error))
    return FALSE;
  if (!is_sound (&question))
    return cor_command_refuse (error, USAGE);

  session = cor_command_open (argv[1], TRUE, error);
  if (session == NULL ||
      (question.roads != NULL && !cor_command_choose_roads (session, question.roads, error)))
    return FALSE;
  changed = change (&question, cor_session_get_snapshot (session), error);
  if (changed == NULL)
    return FALSE;
  present = cor_command_compute (session, error);
  result = present != NULL ? cor_command_try (session, changed, error) : NULL;
  if (result == NULL)
    return FALSE;

  cor_command_print_comparison (changed, present, "as planned", result, "what if",
                                question.as_json);

  return cor_command_close (session, error);
}
