/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-session.h"
#include "extract-plan.h"

#define START_UTC_S G_GINT64_CONSTANT (1645675200)
#define PEOPLE_PER_TOWN 60

static void
create (CorSession *session, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_create_async (session, path, "Liechtenstein", START_UTC_S, NULL, cor_test_note_cb,
                            &result);
  cor_session_create_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);
}

static void
choose_roads (CorSession *session, const char *network)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_choose_roads_async (session, network, NULL, NULL, NULL, cor_test_note_cb, &result);
  cor_session_choose_roads_finish (session, cor_test_await (&result), NULL, &error);
  g_assert_no_error (error);
}

/* Makes a plan of invented people in Liechtenstein, on a network file if one is named. */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSession) session = NULL;

  if (argc < 2)
    {
      g_printerr ("usage: make-extract-plan PLAN [NETWORK.roads]\n");
      return 2;
    }
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);
  session = cor_session_new (cor_test_atlas, "Tester");
  create (session, argv[1]);
  cor_test_commit (session, extract_plan_new_edit (PEOPLE_PER_TOWN));
  if (argc > 2)
    choose_roads (session, argv[2]);
  cor_test_close_plan (session);
  g_clear_object (&session);
  cor_atlas_unref (cor_test_atlas);

  return 0;
}
