/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-people-model.h"

#include "cor-desk-language.h"
#include "cor-people-row.h"

struct _CorPeopleModel
{
  GObject parent_instance;

  CorSession *session;
  CorPeopleQuery query;

  CorSnapshot *snapshot; /* the one that the indices are of */
  GArray *indices;       /* guint: places of the persons shown */

  CorPeopleKeys *keys; /* while a job runs, the job's */
  GCancellable *cancellable;
  gboolean is_running;
  gboolean is_outdated; /* another job is wanted after the one that runs */
};

enum
{
  SIGNAL_BEFORE_CHANGE,
  SIGNAL_AFTER_CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void refresh (CorPeopleModel *self);

typedef struct
{
  CorSnapshot *snapshot;
  CorPeopleQuery query;
} OrderJob;

static void
order_job_free (gpointer data)
{
  OrderJob *job = data;

  cor_snapshot_unref (job->snapshot);
  g_free (job->query.text);
  g_free (job);
}

static GType
cor_people_model_get_item_type (GListModel *list)
{
  return COR_TYPE_PEOPLE_ROW;
}

static guint
cor_people_model_get_n_items (GListModel *list)
{
  return COR_PEOPLE_MODEL (list)->indices->len;
}

static gpointer
cor_people_model_get_item (GListModel *list, guint position)
{
  CorPeopleModel *self = COR_PEOPLE_MODEL (list);

  if (position >= self->indices->len)
    return NULL;

  return cor_people_row_new (self->snapshot, g_array_index (self->indices, guint, position),
                             cor_desk_language_get ());
}

static void
cor_people_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cor_people_model_get_item_type;
  iface->get_n_items = cor_people_model_get_n_items;
  iface->get_item = cor_people_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CorPeopleModel,
                               cor_people_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cor_people_model_list_model_init))

static void
take_order (CorPeopleModel *self, CorSnapshot *snapshot, GArray *indices)
{
  guint n_old = self->indices->len;

  g_signal_emit (self, signals[SIGNAL_BEFORE_CHANGE], 0);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_array_unref (self->indices);
  self->snapshot = snapshot != NULL ? cor_snapshot_ref (snapshot) : NULL;
  self->indices = indices;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, indices->len);
  g_signal_emit (self, signals[SIGNAL_AFTER_CHANGE], 0);
}

static void
order_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorPeopleModel *self = source_object;
  OrderJob *job = task_data;
  GArray *indices = cor_people_order (self->keys, job->snapshot, &job->query, cancellable);

  if (indices != NULL)
    g_task_return_pointer (task, indices, (GDestroyNotify) g_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not wanted any longer.");
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorPeopleModel *self = COR_PEOPLE_MODEL (source);
  OrderJob *job = g_task_get_task_data (G_TASK (result));
  GArray *indices = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_running = FALSE;
  if (indices != NULL && !self->is_outdated)
    take_order (self, job->snapshot, indices);
  else if (indices != NULL)
    g_array_unref (indices);
  if (self->is_outdated)
    refresh (self);
}

/* One job at a time; the newest question wins. */
static void
refresh (CorPeopleModel *self)
{
  CorSnapshot *snapshot = self->session != NULL ? cor_session_get_snapshot (self->session) : NULL;
  g_autoptr (GTask) task = NULL;
  OrderJob *job;

  self->is_outdated = self->is_running;
  if (self->is_running)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  if (snapshot == NULL)
    {
      take_order (self, NULL, g_array_new (FALSE, FALSE, sizeof (guint)));
      return;
    }

  job = g_new0 (OrderJob, 1);
  job->snapshot = cor_snapshot_ref (snapshot);
  job->query = self->query;
  job->query.text = g_strdup (self->query.text);
  job->query.language = cor_desk_language_get ();

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_running = TRUE;
  task = g_task_new (self, self->cancellable, ordered_cb, NULL);
  g_task_set_source_tag (task, refresh);
  g_task_set_task_data (task, job, order_job_free);
  g_task_run_in_thread (task, order_job);
}

/* Snapshots share what an edit did not touch. Says whether all that rows, order and filters look at
 * is shared. */
static gboolean
has_same_people (CorSnapshot *a, CorSnapshot *b)
{
  const CorRecordKind kinds[] = { COR_RECORD_PERSON, COR_RECORD_SETTLEMENT, COR_RECORD_LIST,
                                  COR_RECORD_FINDING };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (cor_snapshot_get_records (a, kinds[i]) != cor_snapshot_get_records (b, kinds[i]))
      return FALSE;

  return TRUE;
}

/* Closing a crossing must not cost a table of thousands that nobody looks at. */
static void
snapshot_changed_cb (CorPeopleModel *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);

  if (self->is_running || self->snapshot == NULL || snapshot == NULL ||
      !has_same_people (self->snapshot, snapshot))
    {
      refresh (self);
      return;
    }

  cor_snapshot_ref (snapshot);
  cor_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
}

static void
cor_people_model_dispose (GObject *object)
{
  CorPeopleModel *self = COR_PEOPLE_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_people_model_parent_class)->dispose (object);
}

static void
cor_people_model_finalize (GObject *object)
{
  CorPeopleModel *self = COR_PEOPLE_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_array_unref (self->indices);
  cor_people_keys_free (self->keys);
  g_free (self->query.text);

  G_OBJECT_CLASS (cor_people_model_parent_class)->finalize (object);
}

static void
cor_people_model_class_init (CorPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cor_people_model_dispose;
  object_class->finalize = cor_people_model_finalize;

  signals[SIGNAL_BEFORE_CHANGE] =
      g_signal_new ("before-change", COR_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_AFTER_CHANGE] =
      g_signal_new ("after-change", COR_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
cor_people_model_init (CorPeopleModel *self)
{
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = cor_people_keys_new ();
  self->query.status = COR_PEOPLE_ANY_STATUS;
}

/**
 * cor_people_model_new:
 *
 * Returns: (transfer full): a list of nobody
 */
CorPeopleModel *
cor_people_model_new (void)
{
  return g_object_new (COR_TYPE_PEOPLE_MODEL, NULL);
}

/**
 * cor_people_model_set_session:
 * @self: a list of people
 * @session: (nullable): the plan whose people it lists from now on, as they change
 *
 * Sets the plan.
 */
void
cor_people_model_set_session (CorPeopleModel *self, CorSession *session)
{
  g_return_if_fail (COR_IS_PEOPLE_MODEL (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed_cb), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * cor_people_model_set_text:
 * @self: a list of people
 * @text: (nullable): what their name, place, passport or telephone must say, in any script
 *
 * Filters by text.
 */
void
cor_people_model_set_text (CorPeopleModel *self, const char *text)
{
  g_return_if_fail (COR_IS_PEOPLE_MODEL (self));

  if (g_strcmp0 (self->query.text, text) == 0)
    return;
  g_free (self->query.text);
  self->query.text = g_strdup (text);
  refresh (self);
}

/**
 * cor_people_model_set_status:
 * @self: a list of people
 * @status: a #CorStatus, or %COR_PEOPLE_ANY_STATUS
 *
 * Filters by status.
 */
void
cor_people_model_set_status (CorPeopleModel *self, int status)
{
  g_return_if_fail (COR_IS_PEOPLE_MODEL (self));

  if (self->query.status == status)
    return;
  self->query.status = status;
  refresh (self);
}

/**
 * cor_people_model_set_show:
 * @self: a list of people
 * @show: whom to list
 *
 * Filters by what there is to do about people.
 */
void
cor_people_model_set_show (CorPeopleModel *self, CorPeopleShow show)
{
  g_return_if_fail (COR_IS_PEOPLE_MODEL (self));

  if (self->query.show == show)
    return;
  self->query.show = show;
  refresh (self);
}

/**
 * cor_people_model_set_order:
 * @self: a list of people
 * @column: by what to sort
 * @descending: whether the last come first
 *
 * Sorts.
 */
void
cor_people_model_set_order (CorPeopleModel *self, CorPeopleColumn column, gboolean descending)
{
  g_return_if_fail (COR_IS_PEOPLE_MODEL (self));

  if (self->query.column == column && self->query.descending == descending)
    return;
  self->query.column = column;
  self->query.descending = descending;
  refresh (self);
}

/**
 * cor_people_model_get_n_all:
 * @self: a list of people
 *
 * Returns: how many registrations the plan has, listed or not
 */
guint
cor_people_model_get_n_all (CorPeopleModel *self)
{
  g_return_val_if_fail (COR_IS_PEOPLE_MODEL (self), 0);

  return self->snapshot != NULL ? cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON)->len
                                : 0;
}

/**
 * cor_people_model_get_id:
 * @self: a list of people
 * @position: a place in the list
 *
 * Returns: (transfer none): who is there
 */
const CorId *
cor_people_model_get_id (CorPeopleModel *self, guint position)
{
  GPtrArray *persons;
  const CorPerson *person;

  g_return_val_if_fail (COR_IS_PEOPLE_MODEL (self), NULL);
  g_return_val_if_fail (position < self->indices->len, NULL);

  persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  person = persons->pdata[g_array_index (self->indices, guint, position)];

  return &person->record.id;
}

/**
 * cor_people_model_find:
 * @self: a list of people
 * @id: somebody
 * @position: (out) (optional): where they are
 *
 * Returns: whether they are listed
 */
gboolean
cor_people_model_find (CorPeopleModel *self, const CorId *id, guint *position)
{
  g_return_val_if_fail (COR_IS_PEOPLE_MODEL (self), FALSE);

  for (guint i = 0; i < self->indices->len; i++)
    if (cor_id_equal (cor_people_model_get_id (self, i), id))
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cor_people_model_is_busy:
 * @self: a list of people
 *
 * Returns: whether the list is about to change
 */
gboolean
cor_people_model_is_busy (CorPeopleModel *self)
{
  g_return_val_if_fail (COR_IS_PEOPLE_MODEL (self), FALSE);

  return self->is_running;
}
