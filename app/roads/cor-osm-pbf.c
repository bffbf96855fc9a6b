/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-reader.h"

#include <string.h>

#include "cor-error.h"
#include "cor-osm-blob.h"
#include "cor-osm-block.h"
#include "cor-osm-protobuf.h"

/* How many blocks are unpacked ahead of the one that is read, for each thread. */
#define AHEAD_PER_THREAD 3u
#define MIN_BYTES_FOR_THREADS (256u << 10)

struct _CorOsmPbf
{
  GBytes *file;
  GArray *blobs; /* CorOsmBlob */
  char *name;
  gint64 source_utc_s;
  gboolean is_sorted; /* it says that nodes come before ways, and ways before relations */
};

/* A block being unpacked. */
typedef struct
{
  const CorOsmBlob *blob;
  GByteArray *buffer;
  const guint8 *bytes;
  gsize n_bytes;
  GError *error;
  gboolean is_done;
} Job;

/* Threads unpack the next few blocks while the caller reads one after the other in order. */
typedef struct
{
  const char *name;
  GThreadPool *pool;
  GMutex mutex;
  GCond done;
  Job *jobs;
  guint n_jobs;
} Unpacking;

/**
 * cor_osm_pbf_free:
 * @self: (transfer full): a file
 */
void
cor_osm_pbf_free (CorOsmPbf *self)
{
  g_bytes_unref (self->file);
  g_clear_pointer (&self->blobs, g_array_unref);
  g_free (self->name);
  g_free (self);
}

static gboolean
refuse_feature (const CorOsmPbf *self, CorOsmBytes feature, GError **error)
{
  gsize n = (gsize) (feature.end - feature.at);
  g_autofree char *text = g_strndup (n > 0 ? (const char *) feature.at : "?", CLAMP (n, 1, 80));
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (strcmp (valid, "HistoricalInformation") == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                 "%s: it holds the history of the map; make an extract of one day, as with “osmium "
                 "time-filter FILE -o OTHER.osm.pbf”",
                 self->name);
  else
    g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                 "%s: it needs “%s”, which this program does not read", self->name, valid);

  return FALSE;
}

static gboolean
is_text (CorOsmBytes bytes, const char *text)
{
  gsize n = strlen (text);

  return (gsize) (bytes.end - bytes.at) == n && memcmp (bytes.at, text, n) == 0;
}

static gboolean
read_header (CorOsmPbf *self, const guint8 *bytes, gsize n_bytes, GError **error)
{
  CorOsmBytes block = { bytes, n_bytes > 0 ? bytes + n_bytes : bytes, FALSE };
  CorOsmField field;

  while (cor_osm_next_field (&block, &field))
    {
      if (field.number == 32)
        self->source_utc_s = (gint64) field.value;
      else if (field.number == 5)
        self->is_sorted |= is_text (field.bytes, "Sort.Type_then_ID");
      else if (field.number == 4 && !is_text (field.bytes, "OsmSchema-V0.6") &&
               !is_text (field.bytes, "DenseNodes"))
        return refuse_feature (self, field.bytes, error);
    }
  if (!block.is_bad)
    return TRUE;
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: its header is damaged", self->name);

  return FALSE;
}

/* The blocks that may hold something wanted; what is not known of may hold anything. */
static GPtrArray *
choose_blobs (CorOsmPbf *self, guint wanted)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->blobs->len; i++)
    {
      CorOsmBlob *blob = &g_array_index (self->blobs, CorOsmBlob, i);

      if (blob->type == COR_OSM_BLOB_BLOCK && (blob->kinds == 0 || (blob->kinds & wanted) != 0))
        g_ptr_array_add (chosen, blob);
    }

  return chosen;
}

/* In a sorted file, finds the first block that holds more than nodes, by halving, and notes that
 * those before hold nodes alone. Reading the ways then leaves most of the file packed. */
static gboolean
find_ways (CorOsmPbf *self, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_autoptr (GPtrArray) blobs = choose_blobs (self, 0);
  guint low = 0;
  guint high = blobs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const guint8 *bytes;
      gsize n_bytes;

      if (!cor_osm_blob_unpack (g_ptr_array_index (blobs, middle), self->name, buffer, &bytes,
                                &n_bytes, error))
        return FALSE;
      if ((cor_osm_block_find_kinds (bytes, n_bytes) & ~COR_OSM_BLOCK_NODES) == 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = 0; i < low; i++)
    ((CorOsmBlob *) g_ptr_array_index (blobs, i))->kinds = COR_OSM_BLOCK_NODES;

  return TRUE;
}

static gboolean
read_headers (CorOsmPbf *self, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  for (guint i = 0; i < self->blobs->len; i++)
    {
      const CorOsmBlob *blob = &g_array_index (self->blobs, CorOsmBlob, i);
      const guint8 *bytes;
      gsize n_bytes;

      if (blob->type == COR_OSM_BLOB_HEADER &&
          (!cor_osm_blob_unpack (blob, self->name, buffer, &bytes, &n_bytes, error) ||
           !read_header (self, bytes, n_bytes, error)))
        return FALSE;
    }

  return !self->is_sorted || find_ways (self, error);
}

/**
 * cor_osm_pbf_open:
 * @file: an OpenStreetMap extract in PBF
 * @name: what to call it in an error
 * @error: set when it is none, cut off, or needs what we do not read
 *
 * Opens an extract to be read once or more.
 *
 * Returns: (transfer full) (nullable): the file
 */
CorOsmPbf *
cor_osm_pbf_open (GBytes *file, const char *name, GError **error)
{
  g_autoptr (CorOsmPbf) self = g_new0 (CorOsmPbf, 1);

  self->file = g_bytes_ref (file);
  self->name = g_strdup (name);
  self->blobs = cor_osm_blobs_list (file, name, error);
  if (self->blobs == NULL || !read_headers (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_osm_pbf_get_source_utc_s:
 * @self: a file
 *
 * Returns: date of the extract, 0 when it does not say
 */
gint64
cor_osm_pbf_get_source_utc_s (CorOsmPbf *self)
{
  return self->source_utc_s;
}

static void
unpack_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  Unpacking *unpacking = user_data;
  GError *error = NULL;

  cor_osm_blob_unpack (job->blob, unpacking->name, job->buffer, &job->bytes, &job->n_bytes, &error);
  g_mutex_lock (&unpacking->mutex);
  job->error = error;
  job->is_done = TRUE;
  g_cond_broadcast (&unpacking->done);
  g_mutex_unlock (&unpacking->mutex);
}

static void
unpacking_start (Unpacking *self, const char *name, gboolean is_small)
{
  guint n_threads = MIN (g_get_num_processors (), 8);

  self->name = name;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  self->n_jobs = is_small ? 1 : n_threads * AHEAD_PER_THREAD;
  self->jobs = g_new0 (Job, self->n_jobs);
  for (guint i = 0; i < self->n_jobs; i++)
    self->jobs[i].buffer = g_byte_array_new ();
  if (!is_small)
    self->pool = g_thread_pool_new (unpack_cb, self, (gint) n_threads, FALSE, NULL);
}

static void
unpacking_stop (Unpacking *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, TRUE);
  for (guint i = 0; i < self->n_jobs; i++)
    {
      g_byte_array_unref (self->jobs[i].buffer);
      g_clear_error (&self->jobs[i].error);
    }
  g_free (self->jobs);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
}

static void
unpacking_begin (Unpacking *self, guint index, const CorOsmBlob *blob)
{
  Job *job = &self->jobs[index % self->n_jobs];

  job->blob = blob;
  job->is_done = FALSE;
  if (self->pool != NULL)
    g_thread_pool_push (self->pool, job, NULL);
  else
    unpack_cb (job, self);
}

static Job *
unpacking_wait (Unpacking *self, guint index)
{
  Job *job = &self->jobs[index % self->n_jobs];

  g_mutex_lock (&self->mutex);
  while (!job->is_done)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);

  return job;
}

static gboolean
read_job (CorOsmPbf *self, CorOsmBlockReader *reader, Job *job, CorOsmBlob *blob, GError **error)
{
  guint kinds;

  if (job->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return FALSE;
    }
  kinds = cor_osm_block_find_kinds (job->bytes, job->n_bytes);
  if (blob->kinds != 0 && (kinds & ~blob->kinds) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "%s: it says that it is sorted, but is not; sort it, as with “osmium sort FILE "
                   "-o OTHER.osm.pbf”",
                   self->name);
      return FALSE;
    }
  blob->kinds = kinds;
  if (cor_osm_block_reader_read (reader, job->bytes, job->n_bytes))
    return TRUE;
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: block %u is damaged; copy it again",
               self->name, (guint) (blob - (CorOsmBlob *) self->blobs->data));

  return FALSE;
}

static guint
find_wanted (const CorOsmHandler *handler)
{
  return (handler->node != NULL ? COR_OSM_BLOCK_NODES : 0) |
         (handler->way != NULL ? COR_OSM_BLOCK_WAYS : 0) |
         (handler->relation != NULL ? COR_OSM_BLOCK_RELATIONS : 0);
}

static gboolean
report (CorOsmPbf *self, const CorOsmPass *pass, const CorOsmBlob *blob, GError **error)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (self->file, &n);
  double done = (double) (blob->bytes + blob->n_bytes - data) / (double) n;

  return cor_progress_report (pass->progress, pass->stage, pass->share_before + pass->share * done,
                              error);
}

/**
 * cor_osm_pbf_read:
 * @self: a file
 * @pass: what to do with it
 * @error: set when it is damaged, packed in a way we do not read, or the work was cancelled
 *
 * Reads an extract once, in its order. All processors unpack, the caller's thread reads.
 *
 * Returns: %TRUE if it was read to its end
 */
gboolean
cor_osm_pbf_read (CorOsmPbf *self, const CorOsmPass *pass, GError **error)
{
  g_autoptr (CorOsmBlockReader) reader = cor_osm_block_reader_new (pass->handler);
  g_autoptr (GPtrArray) chosen = choose_blobs (self, find_wanted (pass->handler));
  Unpacking unpacking = { NULL };
  gboolean is_good = TRUE;
  guint n_begun = 0;

  unpacking_start (&unpacking, self->name, g_bytes_get_size (self->file) < MIN_BYTES_FOR_THREADS);
  for (guint i = 0; i < chosen->len && is_good; i++)
    {
      CorOsmBlob *blob = g_ptr_array_index (chosen, i);

      for (; n_begun < chosen->len && n_begun < i + unpacking.n_jobs; n_begun++)
        unpacking_begin (&unpacking, n_begun, g_ptr_array_index (chosen, n_begun));
      is_good = read_job (self, reader, unpacking_wait (&unpacking, i), blob, error) &&
                report (self, pass, blob, error);
    }
  unpacking_stop (&unpacking);

  return is_good;
}
