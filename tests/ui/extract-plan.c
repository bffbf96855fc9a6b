/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract-plan.h"

#include "cor-crossing.h"
#include "cor-person.h"
#include "cor-settlement.h"
#include "cor-time.h"

typedef struct
{
  const char *name;
  CorPosition position;
} Spot;

static const Spot towns[] = {
  { "Vaduz", { 47.1410, 9.5209 } },       { "Schaan", { 47.1650, 9.5087 } },
  { "Balzers", { 47.0667, 9.5033 } },     { "Triesen", { 47.1067, 9.5283 } },
  { "Triesenberg", { 47.1183, 9.5433 } }, { "Eschen", { 47.2106, 9.5222 } },
  { "Mauren", { 47.2183, 9.5431 } },      { "Ruggell", { 47.2383, 9.5289 } },
  { "Gamprin", { 47.2203, 9.5094 } },     { "Schellenberg", { 47.2317, 9.5467 } },
  { "Planken", { 47.1850, 9.5442 } },     { "Nendeln", { 47.1986, 9.5433 } },
  { "Malbun", { 47.1030, 9.6105 } },      { "Steg", { 47.1120, 9.5780 } },
};

static const Spot crossings[] = {
  { "Schaanwald", { 47.2190, 9.5690 } },    { "Ruggell-Nofels", { 47.2520, 9.5440 } },
  { "Bendern-Haag", { 47.2110, 9.4990 } },  { "Schaan-Buchs", { 47.1665, 9.4935 } },
  { "Vaduz-Sevelen", { 47.1385, 9.5045 } }, { "Balzers-Trübbach", { 47.0700, 9.4920 } },
};

static CorSettlement *
make_town (const Spot *spot)
{
  g_autofree char *key = g_strconcat ("town/", spot->name, NULL);
  CorId id = cor_id_from_key (key);
  CorSettlement *town = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  cor_names_set (&town->names, COR_LANGUAGE_EN, spot->name);
  town->position = spot->position;
  town->population = 5000;

  return town;
}

static CorPerson *
make_person (const CorSettlement *town, guint index)
{
  g_autofree char *town_id = cor_id_to_string (&town->record.id);
  g_autofree char *key = g_strdup_printf ("person/%s/%u", town_id, index);
  CorId id = cor_id_from_key (key);
  CorPerson *person = cor_person_new (&id);

  cor_person_edit_particulars (person)->full_name = g_strdup_printf ("Test Person %u", index);
  person->place_id = town->record.id;
  person->placement = COR_PLACEMENT_MANUAL;
  person->party_size = 1;
  person->car = index % 2 == 0 ? COR_ANSWER_YES : COR_ANSWER_NO;

  return person;
}

static CorCrossing *
make_crossing (const Spot *spot)
{
  g_autofree char *key = g_strconcat ("crossing/", spot->name, NULL);
  CorId id = cor_id_from_key (key), interval_id = cor_id_from_key (spot->name);
  CorCrossing *crossing = cor_crossing_new (&id);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, &interval_id);

  g_strlcpy (crossing->country, "CH", sizeof crossing->country);
  cor_names_set (&crossing->names, COR_LANGUAGE_EN, spot->name);
  crossing->position = crossing->ua_position = crossing->neighbour_position = spot->position;
  g_free (crossing->zone);
  crossing->zone = g_strdup ("Europe/Zurich");
  crossing->capacity_people_per_h = 400;
  interval->from_utc_s = interval->until_utc_s = COR_TIME_NONE;
  interval->state = COR_CROSSING_OPEN;
  interval->closes_min = 1440;
  interval->modes = COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT;
  g_free (interval->source);
  interval->source = g_strdup ("Test");

  return crossing;
}

/**
 * extract_plan_new_edit:
 * @n_people_per_town: how many people gather in each town
 *
 * Returns: (transfer full): an edit that puts the people and the crossings into an empty plan
 */
CorEdit *
extract_plan_new_edit (guint n_people_per_town)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      CorSettlement *town = make_town (&towns[i]);

      for (guint j = 0; j < n_people_per_town; j++)
        cor_edit_put (edit, make_person (town, j));
      cor_edit_put (edit, town);
    }
  for (guint i = 0; i < G_N_ELEMENTS (crossings); i++)
    cor_edit_put (edit, make_crossing (&crossings[i]));

  return edit;
}

/**
 * extract_plan_find_extract:
 *
 * Returns: (transfer full) (nullable): the extract, if the test data are at hand
 */
char *
extract_plan_find_extract (void)
{
  const char *folder = g_getenv ("CORRIDORS_TEST_DATA");

  return folder != NULL ? g_build_filename (folder, "osm", "liechtenstein.osm.pbf", NULL) : NULL;
}
