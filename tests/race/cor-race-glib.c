/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>

/* ThreadSanitizer sees the POSIX functions and the atomic operations of what it has compiled, but
 * GLib, which comes compiled otherwise, locks by system calls and counts references inside. Here
 * stand, before GLib's own, the functions by which our code hands things from one thread to
 * another; each does what GLib's does and tells the sanitizer the order that GLib's documentation
 * promises, and no more: whatever else two threads do to each other is found.
 *
 * This file itself is compiled without the sanitizer. */

/* GLib's own function of a name. */
#define REAL(name) ((__typeof__ (&(name))) find_real (&real_##name, #name))

static inline gpointer
find_real (gpointer *known, const char *name)
{
  gpointer real = __atomic_load_n (known, __ATOMIC_RELAXED);

  if (real == NULL)
    {
      real = dlsym (RTLD_NEXT, name);
      __atomic_store_n (known, real, __ATOMIC_RELAXED);
    }

  return real;
}

/* Locks. */

static gpointer real_g_mutex_lock, real_g_mutex_trylock, real_g_mutex_unlock, real_g_mutex_clear,
    real_g_cond_wait;

void
g_mutex_lock (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  REAL (g_mutex_lock) (mutex);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean is_locked;

  __tsan_mutex_pre_lock (mutex, __tsan_mutex_try_lock);
  is_locked = REAL (g_mutex_trylock) (mutex);
  __tsan_mutex_post_lock (mutex, is_locked ? __tsan_mutex_try_lock : __tsan_mutex_try_lock_failed,
                          0);

  return is_locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  REAL (g_mutex_unlock) (mutex);
  __tsan_mutex_post_unlock (mutex, 0);
}

void
g_mutex_clear (GMutex *mutex)
{
  REAL (g_mutex_clear) (mutex);
  __tsan_mutex_destroy (mutex, 0);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  __tsan_mutex_post_unlock (mutex, 0);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_mutex_pre_lock (mutex, 0);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

/* What is made once. The place is loaded by an atomic operation of the caller's. */

static gpointer real_g_once_init_enter, real_g_once_init_leave;

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean is_first = REAL (g_once_init_enter) (location);

  if (!is_first)
    __tsan_acquire ((void *) location);

  return is_first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  __tsan_release ((void *) location);
  REAL (g_once_init_leave) (location, result);
}

/* Queues and pools. */

static gpointer real_g_async_queue_push, real_g_async_queue_pop, real_g_thread_pool_new,
    real_g_thread_pool_push, real_g_thread_pool_free;

void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  __tsan_release (queue);
  REAL (g_async_queue_push) (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_pop) (queue);

  __tsan_acquire (queue);

  return data;
}

typedef struct
{
  GFunc func;
  gpointer user_data;
} PoolCall;

/* A job is known by its own address; that it ended, by that of the call. */
static void
run_pool_job (gpointer data, gpointer user_data)
{
  PoolCall *call = user_data;

  __tsan_acquire (data);
  call->func (data, call->user_data);
  __tsan_release (call);
}

GThreadPool *
g_thread_pool_new (GFunc func,
                   gpointer user_data,
                   gint max_threads,
                   gboolean exclusive,
                   GError **error)
{
  PoolCall *call = g_new (PoolCall, 1);

  *call = (PoolCall){ func, user_data };

  return REAL (g_thread_pool_new) (run_pool_job, call, max_threads, exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  __tsan_release (data);

  return REAL (g_thread_pool_push) (pool, data, error);
}

void
g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  PoolCall *call = pool->user_data;

  REAL (g_thread_pool_free) (pool, immediate, wait);
  if (!wait)
    return;
  __tsan_acquire (call);
  g_free (call);
}

/* Tasks: from the thread that returns to the one that takes what was returned. */

static gpointer real_g_task_return_pointer, real_g_task_return_boolean, real_g_task_return_int,
    real_g_task_return_error, real_g_task_propagate_pointer, real_g_task_propagate_boolean,
    real_g_task_propagate_int, real_g_task_run_in_thread;

void
g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify result_destroy)
{
  __tsan_release (task);
  REAL (g_task_return_pointer) (task, result, result_destroy);
}

void
g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (task);
  REAL (g_task_return_boolean) (task, result);
}

void
g_task_return_int (GTask *task, gssize result)
{
  __tsan_release (task);
  REAL (g_task_return_int) (task, result);
}

void
g_task_return_error (GTask *task, GError *error)
{
  __tsan_release (task);
  REAL (g_task_return_error) (task, error);
}

void
g_task_return_new_error (GTask *task, GQuark domain, gint code, const char *format, ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (domain, code, format, args);
  va_end (args);
  g_task_return_error (task, error);
}

gpointer
g_task_propagate_pointer (GTask *task, GError **error)
{
  __tsan_acquire (task);

  return REAL (g_task_propagate_pointer) (task, error);
}

gboolean
g_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);

  return REAL (g_task_propagate_boolean) (task, error);
}

gssize
g_task_propagate_int (GTask *task, GError **error)
{
  __tsan_acquire (task);

  return REAL (g_task_propagate_int) (task, error);
}

static void
run_task (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GTaskThreadFunc func = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), "race-func");

  __tsan_acquire (task);
  func (task, source_object, task_data, cancellable);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  g_object_set_data (G_OBJECT (task), "race-func", (gpointer) func);
  __tsan_release (task);
  REAL (g_task_run_in_thread) (task, run_task);
}

/* Counts of references: whoever drops one is done before whoever drops the last one frees. */

static gpointer real_g_object_unref, real_g_bytes_unref, real_g_array_unref, real_g_ptr_array_unref,
    real_g_hash_table_unref, real_g_atomic_ref_count_dec, real_g_atomic_rc_box_release_full;

static void
drop (gpointer counted)
{
  if (counted == NULL)
    return;
  __tsan_release (counted);
  __tsan_acquire (counted);
}

void
g_object_unref (gpointer object)
{
  drop (object);
  REAL (g_object_unref) (object);
}

void
g_bytes_unref (GBytes *bytes)
{
  drop (bytes);
  REAL (g_bytes_unref) (bytes);
}

void
g_array_unref (GArray *array)
{
  drop (array);
  REAL (g_array_unref) (array);
}

void
g_ptr_array_unref (GPtrArray *array)
{
  drop (array);
  REAL (g_ptr_array_unref) (array);
}

void
g_hash_table_unref (GHashTable *hash_table)
{
  drop (hash_table);
  REAL (g_hash_table_unref) (hash_table);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  drop ((gpointer) count);

  return REAL (g_atomic_ref_count_dec) (count);
}

void
g_atomic_rc_box_release_full (gpointer block, GDestroyNotify clear_func)
{
  drop (block);
  REAL (g_atomic_rc_box_release_full) (block, clear_func);
}
