/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-error.h"
#include "cor-result-codec.h"

/* Of the plan itself a result names no scenario. */
#define OF_SCENARIO "coalesce (scenario_id, zeroblob (16))"

/**
 * cor_plan_file_insert_result:
 * @self: a plan, in a transaction
 * @result: what was computed
 * @revision: of which revision
 * @published_number: under which number it is published; 0: it is not
 * @error: (nullable): set when it cannot be written
 *
 * Writes a row of the table of results.
 *
 * Returns: whether it was written
 */
gboolean
cor_plan_file_insert_result (CorPlanFile *self,
                             const CorResult *result,
                             guint64 revision,
                             guint published_number,
                             GError **error)
{
  g_autoptr (GBytes) body = cor_result_codec_write (result, error);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (body == NULL)
    return FALSE;
  statement = cor_sql_prepare (self->db,
                               "INSERT INTO result (number, revision, network_checksum, published,"
                               " stored_utc_s, body, published_number, scenario_id)"
                               " SELECT coalesce (max (number), 0) + 1, ?1, ?2, ?3 > 0, ?4, ?5, ?3,"
                               " ?6 FROM result",
                               error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, (gint64) revision);
  sqlite3_bind_text (statement, 2, result->network_checksum, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, published_number);
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_blob64 (statement, 5, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                       SQLITE_STATIC);
  cor_sql_bind_id_or_null (statement, 6, &result->scenario_id);

  return cor_sql_run (statement, error);
}

/* What was not published gives way to a newer one of its scenario, and when the plan went on. */
static gboolean
delete_outdated (CorPlanFile *self, const CorResult *result, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cor_sql_prepare (self->db,
                       "DELETE FROM result WHERE published = 0"
                       " AND (revision <> ?1 OR " OF_SCENARIO " = ?2)",
                       error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, (gint64) result->revision);
  cor_sql_bind_id (statement, 2, &result->scenario_id);

  return cor_sql_run (statement, error);
}

static gboolean
write_result (CorPlanFile *self, const CorResult *result, GError **error)
{
  if (!cor_sql_begin (self->db, error))
    return FALSE;
  if (delete_outdated (self, result, error) &&
      cor_plan_file_insert_result (self, result, result->revision, 0, error))
    return cor_sql_commit (self->db, error);

  cor_sql_rollback (self->db);

  return FALSE;
}

/**
 * cor_plan_file_store_result:
 * @self: a plan open for writing
 * @result: (transfer none): what the planner made of it, or of one of its scenarios
 * @error: (nullable): set when it cannot be saved
 *
 * Keeps a result beside the plan, outside its history, so that it need not be computed again. Those
 * that were stored before give way, but for what was published and for other scenarios of the same
 * revision.
 *
 * Returns: whether it was saved
 */
gboolean
cor_plan_file_store_result (CorPlanFile *self, CorResult *result, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (cor_plan_file_check_open (self, TRUE, error) && write_result (self, result, error))
    return TRUE;

  cor_plan_file_prefix_error (self, error);

  return FALSE;
}

/* The row says what a published result is of: the plan went on by publishing it. */
static CorResult *
read_row (sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;
  CorResult *result;

  if (!cor_sql_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The plan holds no such result.");
      return NULL;
    }

  result = cor_result_codec_read (sqlite3_column_blob (statement, 0),
                                  (gsize) sqlite3_column_bytes (statement, 0), error);
  if (result != NULL)
    {
      result->revision = (guint64) sqlite3_column_int64 (statement, 1);
      result->published_number = (guint) sqlite3_column_int64 (statement, 2);
      cor_sql_column_id (statement, 3, &result->scenario_id);
    }

  return result;
}

#define SELECT_RESULT "SELECT body, revision, published_number, scenario_id FROM result "

static CorResult *
read_result (CorPlanFile *self, const CorId *scenario_id, guint64 revision, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cor_sql_prepare (self->db,
                       SELECT_RESULT "WHERE (?1 = 0 OR revision = ?1) AND " OF_SCENARIO " = ?2"
                                     " ORDER BY number DESC LIMIT 1",
                       error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, (gint64) revision);
  cor_sql_bind_id (statement, 2, scenario_id);

  return read_row (statement, error);
}

/**
 * cor_plan_file_load_result:
 * @self: a plan
 * @scenario_id: the scenario that it was made of; nil: the plan itself
 * @revision: the revision that it was made of; 0: the newest result, stale or not
 * @error: (nullable): set to %COR_ERROR_NOT_FOUND when there is none
 *
 * A result is stale when its revision or network checksum is no longer the plan's.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_plan_file_load_result (CorPlanFile *self,
                           const CorId *scenario_id,
                           guint64 revision,
                           GError **error)
{
  CorResult *result = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    result = read_result (self, scenario_id, revision, error);
  cor_plan_file_detach (self);
  if (result == NULL)
    cor_plan_file_prefix_error (self, error);

  return result;
}

static CorResult *
read_published (CorPlanFile *self, guint number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (
      self->db, SELECT_RESULT "WHERE published = 1 AND published_number = ?1", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, number);

  return read_row (statement, error);
}

/**
 * cor_plan_file_load_published:
 * @self: a plan
 * @number: the number under which it was published
 * @error: (nullable): set to %COR_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full) (nullable): the result as it was published
 */
CorResult *
cor_plan_file_load_published (CorPlanFile *self, guint number, GError **error)
{
  CorResult *result = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, &local_error) &&
      cor_plan_file_attach (self, &local_error))
    result = read_published (self, number, &local_error);
  cor_plan_file_detach (self);
  if (g_error_matches (local_error, COR_ERROR, COR_ERROR_NOT_FOUND))
    {
      g_error_free (local_error);
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "No plan was published under number %u.",
                   number);
    }
  else if (local_error != NULL)
    g_propagate_error (error, local_error);
  if (result == NULL)
    cor_plan_file_prefix_error (self, error);

  return result;
}

static CorPublished *
read_published_row (sqlite3_stmt *statement)
{
  CorPublished *published = g_new0 (CorPublished, 1);

  published->number = (guint) sqlite3_column_int64 (statement, 0);
  published->revision = (guint64) sqlite3_column_int64 (statement, 1);
  cor_sql_column_id (statement, 2, &published->scenario_id);
  published->time_utc_s = sqlite3_column_int64 (statement, 3);
  published->network_checksum = g_strdup ((const char *) sqlite3_column_text (statement, 4));

  return published;
}

static GPtrArray *
list_published (CorPlanFile *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_published_free);
  g_autoptr (sqlite3_stmt) statement =
      cor_sql_prepare (self->db,
                       "SELECT published_number, revision, scenario_id, stored_utc_s,"
                       " network_checksum FROM result WHERE published = 1"
                       " ORDER BY published_number",
                       error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!cor_sql_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_published_row (statement));
    }
}

/**
 * cor_plan_file_list_published:
 * @self: a plan
 * @error: (nullable): set when it cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type CorPublished): what was published, oldest first
 */
GPtrArray *
cor_plan_file_list_published (CorPlanFile *self, GError **error)
{
  GPtrArray *list = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    list = list_published (self, error);
  cor_plan_file_detach (self);
  if (list == NULL)
    cor_plan_file_prefix_error (self, error);

  return list;
}
