/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-error.h"
#include "cor-result-codec.h"

static gboolean
insert_result (CorPlanFile *self,
               const CorResult *result,
               GBytes *body,
               gboolean publish,
               GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = cor_sql_prepare (
      self->db,
      "INSERT INTO result (number, revision, network_checksum, published, stored_utc_s, body)"
      " SELECT coalesce (max (number), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM result",
      error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, (gint64) result->revision);
  sqlite3_bind_text (statement, 2, result->network_checksum, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, publish ? 1 : 0);
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_blob64 (statement, 5, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                       SQLITE_STATIC);

  return cor_sql_run (statement, error);
}

static gboolean
write_result (CorPlanFile *self, const CorResult *result, gboolean publish, GError **error)
{
  g_autoptr (GBytes) body = cor_result_codec_write (result, error);

  if (body == NULL || !cor_sql_begin (self->db, error))
    return FALSE;
  if (cor_sql_exec (self->db, "DELETE FROM result WHERE published = 0", error) &&
      insert_result (self, result, body, publish, error))
    return cor_sql_commit (self->db, error);

  cor_sql_rollback (self->db);

  return FALSE;
}

/**
 * cor_plan_file_store_result:
 * @self: a plan open for writing
 * @result: (transfer none): what the planner made of it
 * @publish: whether to keep it for good
 * @error: (nullable): set when it cannot be saved
 *
 * Keeps a result beside the plan, outside its history. The last result that was not published gives
 * way; published ones stay.
 *
 * Returns: whether it was saved
 */
gboolean
cor_plan_file_store_result (CorPlanFile *self, CorResult *result, gboolean publish, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (cor_plan_file_check_open (self, TRUE, error) && write_result (self, result, publish, error))
    return TRUE;

  cor_plan_file_prefix_error (self, error);

  return FALSE;
}

static CorResult *
read_result (CorPlanFile *self, guint64 revision, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = cor_sql_prepare (self->db,
                               "SELECT body FROM result WHERE ?1 = 0 OR revision = ?1"
                               " ORDER BY number DESC LIMIT 1",
                               error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, (gint64) revision);
  if (!cor_sql_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The plan holds no such result.");
      return NULL;
    }

  return cor_result_codec_read (sqlite3_column_blob (statement, 0),
                                (gsize) sqlite3_column_bytes (statement, 0), error);
}

/**
 * cor_plan_file_load_result:
 * @self: a plan
 * @revision: the revision that it was made of; 0: the newest result, stale or not
 * @error: (nullable): set to %COR_ERROR_NOT_FOUND when there is none
 *
 * A result is stale when its revision or network checksum is no longer the plan's.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_plan_file_load_result (CorPlanFile *self, guint64 revision, GError **error)
{
  CorResult *result = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    result = read_result (self, revision, error);
  cor_plan_file_detach (self);
  if (result == NULL)
    cor_plan_file_prefix_error (self, error);

  return result;
}

static GArray *
list_published (CorPlanFile *self, GError **error)
{
  g_autoptr (GArray) revisions = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = cor_sql_prepare (
      self->db, "SELECT revision FROM result WHERE published = 1 ORDER BY number", error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      guint64 revision;

      if (!cor_sql_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&revisions);
      revision = (guint64) sqlite3_column_int64 (statement, 0);
      g_array_append_val (revisions, revision);
    }
}

/**
 * cor_plan_file_list_published:
 * @self: a plan
 * @error: (nullable): set when it cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type guint64): revisions of the results that were
 * published, oldest first
 */
GArray *
cor_plan_file_list_published (CorPlanFile *self, GError **error)
{
  GArray *revisions = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    revisions = list_published (self, error);
  cor_plan_file_detach (self);
  if (revisions == NULL)
    cor_plan_file_prefix_error (self, error);

  return revisions;
}
