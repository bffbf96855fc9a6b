/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-closure-file.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"
#include "cor-test-session.h"
#include "cor-time.h"

#define MAX_HINTS 100

/* From Lviv to the crossing Shehyni by way 11, which the way 12 meets halfway. */
#define NODES                                                                                      \
  "<node id='1' lat='49.84' lon='24.03'/><node id='2' lat='49.82' lon='23.5'/>"                    \
  "<node id='3' lat='49.7955' lon='22.9525'/><node id='4' lat='49.9' lon='23.5'/>"                 \
  "<node id='5' lat='49.95' lon='23.2'/><node id='6' lat='49.8201' lon='23.5001'/>"
#define SIDE                                                                                       \
  "<way id='12'><nd ref='2'/><nd ref='4'/><tag k='highway' v='secondary'/>"                        \
  "<tag k='ref' v='Т-14-25'/></way>"
#define TRUNK "<tag k='highway' v='trunk'/><tag k='ref' v='М-11'/></way>"
#define EXTRACT(ways) "<osm version='0.6'>" NODES ways "</osm>"

#define FIRST EXTRACT ("<way id='11'><nd ref='1'/><nd ref='2'/><nd ref='3'/>" TRUNK SIDE)
/* The western half has become a way of its own. */
#define SPLIT                                                                                      \
  EXTRACT ("<way id='11'><nd ref='1'/><nd ref='2'/>" TRUNK                                         \
           "<way id='13'><nd ref='2'/><nd ref='3'/>" TRUNK SIDE)
/* The junction was drawn anew. */
#define REDRAWN                                                                                    \
  EXTRACT ("<way id='11'><nd ref='1'/><nd ref='6'/><nd ref='3'/>" TRUNK                            \
           "<way id='12'><nd ref='6'/><nd ref='4'/><tag k='highway' v='secondary'/></way>")
/* The road was drawn anew, beside the old one. */
#define REPLACED                                                                                   \
  EXTRACT ("<way id='111'><nd ref='1'/><nd ref='6'/><nd ref='3'/>" TRUNK                           \
           "<way id='112'><nd ref='6'/><nd ref='4'/><tag k='highway' v='secondary'/></way>")
/* The road leads around by the north. */
#define MOVED                                                                                      \
  EXTRACT ("<way id='11'><nd ref='1'/><nd ref='2'/>" TRUNK                                         \
           "<way id='14'><nd ref='2'/><nd ref='5'/><nd ref='3'/>" TRUNK SIDE)

/* A line across the western half. */
static CorGeometry *
make_line (double lon_deg)
{
  CorGeometry *line = cor_geometry_new ();
  CorPosition points[] = { { 49.75, lon_deg }, { 49.85, lon_deg } };

  cor_geometry_add_part (line, COR_PART_LINE, points, 2);

  return line;
}

static void
use_roads (CorTestSession *fixture, const char *name, const char *extract)
{
  g_autofree char *path = cor_test_import_roads (fixture, name, extract);
  g_autoptr (GError) error = NULL;

  cor_test_choose_roads (fixture->session, path, NULL, &error);
  g_assert_no_error (error);
}

static const CorClosure *
get_closure (CorTestSession *fixture)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);

  return g_ptr_array_index (cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE), 0);
}

/* Takes out the closures that ship with a new plan. */
static void
clear_closures (CorTestSession *fixture)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  CorEdit *edit = cor_edit_new (COR_EDIT_REMOVE_CLOSURE, "all");

  for (guint i = 0; i < closures->len; i++)
    cor_edit_remove (edit, COR_RECORD_CLOSURE, &((CorRecord *) closures->pdata[i])->id);
  cor_test_commit (fixture->session, edit);
}

/* Closes the western half of the road on the network in use. */
static void
draw_line (CorTestSession *fixture)
{
  g_autoptr (CorGeometry) line = make_line (23.2);

  clear_closures (fixture);
  cor_test_commit (fixture->session, cor_edit_add_closure (COR_CLOSURE_LINE, line, "west",
                                                           COR_TIME_NONE, COR_TIME_NONE));
}

static void
assert_hint (const CorClosure *closure, gint64 way, gint64 from_node, gint64 until_node)
{
  const CorRoadHint *hint;

  g_assert_nonnull (closure->hints);
  g_assert_cmpuint (closure->hints->len, ==, 1);
  hint = &g_array_index (closure->hints, CorRoadHint, 0);
  g_assert_cmpint (hint->way_id, ==, way);
  g_assert_cmpint (MIN (hint->from_node_id, hint->until_node_id), ==, from_node);
  g_assert_cmpint (MAX (hint->from_node_id, hint->until_node_id), ==, until_node);
}

static void
test_drawing_notes_the_roads (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *checksum = NULL;
  g_autoptr (CorGeometry) east = make_line (23.8);
  g_autoptr (CorClosure) renamed = NULL;
  g_autoptr (GError) error = NULL;

  use_roads (fixture, "first", FIRST);
  draw_line (fixture);
  checksum = g_strdup (
      cor_snapshot_get_settings (cor_session_get_snapshot (fixture->session))->network_checksum);
  g_assert_cmpstr (get_closure (fixture)->network_checksum, ==, checksum);
  assert_hint (get_closure (fixture), 11, 2, 3);

  /* They are in the file. */
  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = cor_test_open_plan (fixture->path, FALSE);
  g_assert_cmpstr (get_closure (fixture)->network_checksum, ==, checksum);
  assert_hint (get_closure (fixture), 11, 2, 3);

  /* A closure that is dragged elsewhere is noted anew, before any routes are asked for. */
  cor_test_commit (fixture->session,
                   cor_edit_reshape_closure (cor_session_get_snapshot (fixture->session),
                                             &get_closure (fixture)->record.id, east, &error));
  assert_hint (get_closure (fixture), 11, 1, 2);
  cor_test_undo (fixture->session);
  assert_hint (get_closure (fixture), 11, 2, 3);
}

static void
test_built_in_roads_have_nothing_to_note (CorTestSession *fixture, gconstpointer data)
{
  draw_line (fixture);
  g_assert_null (get_closure (fixture)->network_checksum);
  g_assert_null (get_closure (fixture)->hints);
}

/* What somebody else wrote in a file is noted as what is drawn on the map. */
static void
test_file_notes_the_roads (CorTestSession *fixture, gconstpointer data)
{
  static const char geojson[] =
      "{\"type\": \"Feature\", \"properties\": {\"effect\": \"limit\","
      " \"limit_vehicles_per_h\": 5, \"hours\": \"22:00-05:00\"}, \"geometry\": {\"type\": "
      "\"LineString\", \"coordinates\": [[23.2, 49.75], [23.2, 49.85]]}}";
  g_autoptr (GPtrArray) closures = NULL;
  g_autoptr (GError) error = NULL;

  use_roads (fixture, "first", FIRST);
  clear_closures (fixture);
  closures = cor_closures_from_geojson (geojson, "file", NULL, &error);
  g_assert_no_error (error);
  cor_test_commit (fixture->session,
                   cor_edit_put_closure (cor_session_get_snapshot (fixture->session),
                                         cor_record_ref (closures->pdata[0]), &error));
  g_assert_no_error (error);
  /* Whatever it does there, and when. */
  assert_hint (get_closure (fixture), 11, 2, 3);
}

/* A grid of streets, of which those to the east are main roads. */
static char *
make_city (guint n_streets)
{
  GString *out = g_string_new ("<osm version='0.6'>" NODES);

  for (guint i = 0; i < n_streets * n_streets; i++)
    g_string_append_printf (out, "<node id='%u' lat='49.%u' lon='23.%u'/>", 1000 + i,
                            8000 + i / n_streets * 5, 2000 + i % n_streets * 5);
  for (guint i = 0; i < 2 * n_streets; i++)
    {
      guint street = i / 2;

      g_string_append_printf (out, "<way id='%u'>", 100 + i);
      for (guint j = 0; j < n_streets; j++)
        g_string_append_printf (out, "<nd ref='%u'/>",
                                1000 +
                                    (i % 2 == 0 ? street * n_streets + j : j * n_streets + street));
      g_string_append_printf (out, "<tag k='highway' v='%s'/></way>",
                              i % 2 == 0 && street < 3 ? "secondary" : "residential");
    }
  g_string_append (out, "<way id='11'><nd ref='1'/><nd ref='2'/><nd ref='1000'/><nd ref='3'/>"
                        "<tag k='highway' v='trunk'/></way></osm>");

  return g_string_free (out, FALSE);
}

static void
test_many_roads_are_noted_in_part (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *city = make_city (12);
  g_autoptr (CorGeometry) area = cor_geometry_new ();
  CorPosition ring[] = {
    { 49.7, 23.1 }, { 49.7, 23.4 }, { 49.9, 23.4 }, { 49.9, 23.1 }, { 49.7, 23.1 }
  };
  const CorRoadHint *hints;

  use_roads (fixture, "city", city);
  cor_geometry_add_part (area, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  clear_closures (fixture);
  cor_test_commit (fixture->session, cor_edit_add_closure (COR_CLOSURE_AREA, area, "city",
                                                           COR_TIME_NONE, COR_TIME_NONE));
  g_assert_cmpuint (get_closure (fixture)->hints->len, ==, MAX_HINTS);
  hints = (const CorRoadHint *) get_closure (fixture)->hints->data;
  g_assert_cmpint (hints[0].way_id, ==, 11);
  for (guint i = 1; i < 3; i++)
    g_assert_cmpint (hints[i + 1].way_id, ==, 100);
}

typedef struct
{
  const char *name;
  const char *extract;
  guint n_unmatched;
  guint n_without_road;
} Newer;

/* The geometry stays what counts; what it no longer agrees with is told. */
static void
test_newer_network (CorTestSession *fixture, gconstpointer data)
{
  const Newer *newer = data;
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) after = NULL;
  g_autoptr (CorResult) stored = NULL;

  cor_test_import_list (fixture);
  use_roads (fixture, "first", FIRST);
  draw_line (fixture);
  before = cor_test_compute (fixture->session);
  g_assert_cmpuint (before->closures_unmatched->len, ==, 0);
  g_assert_cmpuint (before->totals.n_assigned, ==, 0);

  use_roads (fixture, newer->name, newer->extract);
  after = cor_test_compute (fixture->session);
  g_assert_cmpuint (after->closures_unmatched->len, ==, newer->n_unmatched);
  g_assert_cmpuint (after->closures_without_road->len, ==, newer->n_without_road);
  /* Where it hits the road, it closes it. */
  g_assert_cmpuint (after->totals.n_assigned, ==, newer->n_without_road > 0 ? 4 : 0);
  assert_hint (get_closure (fixture), 11, 2, 3);

  /* What was found is kept with the routes. */
  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = cor_test_open_plan (fixture->path, FALSE);
  g_assert_false (cor_session_is_stale (fixture->session));
  stored = cor_test_compute (fixture->session);
  g_assert_cmpuint (stored->closures_unmatched->len, ==, newer->n_unmatched);
}

static void
test_confirming_ends_it (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) after = NULL;
  g_autoptr (CorResult) confirmed = NULL;

  use_roads (fixture, "first", FIRST);
  draw_line (fixture);
  use_roads (fixture, "replaced", REPLACED);
  after = cor_test_compute (fixture->session);
  g_assert_cmpuint (after->closures_unmatched->len, ==, 1);
  cor_test_commit (fixture->session,
                   cor_edit_confirm_closure (cor_session_get_snapshot (fixture->session),
                                             get_closure (fixture)));
  assert_hint (get_closure (fixture), 111, 3, 6);
  confirmed = cor_test_compute (fixture->session);
  g_assert_cmpuint (confirmed->closures_unmatched->len, ==, 0);
}

int
main (int argc, char **argv)
{
  static const Newer newer[] = {
    { "split", SPLIT, 0, 0 },
    { "redrawn", REDRAWN, 0, 0 },
    { "replaced", REPLACED, 1, 0 },
    { "moved", MOVED, 1, 1 },
  };
  g_autofree char *home = g_dir_make_tmp ("corridors-home-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", home);
  g_autoptr (GError) error = NULL;
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func)                                                                            \
  g_test_add (path, CorTestSession, NULL, cor_test_set_up, func, cor_test_tear_down)
  ADD ("/closure-hints/drawing", test_drawing_notes_the_roads);
  ADD ("/closure-hints/built-in", test_built_in_roads_have_nothing_to_note);
  ADD ("/closure-hints/file", test_file_notes_the_roads);
  ADD ("/closure-hints/many", test_many_roads_are_noted_in_part);
  ADD ("/closure-hints/confirmed", test_confirming_ends_it);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    {
      g_autofree char *path = g_strconcat ("/closure-hints/newer/", newer[i].name, NULL);

      g_test_add (path, CorTestSession, &newer[i], cor_test_set_up, test_newer_network,
                  cor_test_tear_down);
    }

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));

  return status;
}
