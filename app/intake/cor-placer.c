/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-placer.h"

#include <string.h>

#include "cor-columns.h"

/* Hebrew has no vowels to tell short words apart: one letter more or less makes "on the way" a
 * town. */
#define MIN_HEBREW_LETTERS 6

/* Where somebody is who is at no place. */
static const char nowhere_words[] =
    "|on the road|on the way|on my way|road|moving|in transit|travelling|traveling|shelter|in a "
    "shelter|"
    "bomb shelter|in the car|train|on a train|border|at the border|home|at home|not "
    "sure|undisclosed|"
    "בדרך|בדרכים|במקלט|מקלט|במעבר|בתנועה|ברכבת|רכבת|בגבול|גבול|בבית|לא יודע|"
    "в дорозі|дорога|в укритті|укриття|у дорозі|потяг|у потязі|кордон|на кордоні|вдома|дома|підвал|"
    "в дороге|в пути|в укрытии|укрытие|в поезде|поезд|граница|на границе|подвал|";

typedef struct
{
  CorPlaceState state;
  const CorPlace *place;
} Known;

struct _CorPlacer
{
  CorGazetteer *gazetteer; /* nullable: nobody is placed */
  GHashTable *known;       /* Known by place and oblast */
};

/**
 * cor_placer_new:
 * @gazetteer: (nullable): what knows the places; without it nobody is placed
 *
 * Returns: (transfer full): a placer
 */
CorPlacer *
cor_placer_new (CorGazetteer *gazetteer)
{
  CorPlacer *self = g_new0 (CorPlacer, 1);

  g_set_object (&self->gazetteer, gazetteer);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * cor_placer_free:
 * @self: (transfer full): a placer
 *
 * Frees @self.
 */
void
cor_placer_free (CorPlacer *self)
{
  g_clear_object (&self->gazetteer);
  g_hash_table_unref (self->known);
  g_free (self);
}

static gboolean
is_nowhere (const char *text)
{
  g_autofree char *key = text != NULL && strlen (text) < 80 ? cor_heading_fold (text) : NULL;

  return key != NULL && cor_word_list_contains (nowhere_words, key);
}

static gboolean
is_guess (const char *text, const CorPlaceDecision *decision)
{
  gunichar first = text != NULL ? g_utf8_get_char (text) : 0;

  return decision->reason == COR_PLACE_REASON_MISSPELT && first >= 0x5D0 && first <= 0x5EA &&
         g_utf8_strlen (text, -1) < MIN_HEBREW_LETTERS;
}

static void
ask (CorPlacer *self, const char *text, const CorPlaceHints *hints, Known *known)
{
  g_autoptr (CorPlaceDecision) decision =
      cor_gazetteer_resolve (self->gazetteer, is_nowhere (text) ? NULL : text, hints);

  if (is_guess (text, decision))
    return;
  known->state = decision->state;
  known->place = decision->place;
}

static const Known *
look_up (CorPlacer *self, const char *text, const char *oblast)
{
  g_autofree char *key =
      g_strdup_printf ("%s\n%s", text != NULL ? text : "", oblast != NULL ? oblast : "");
  Known *known = g_hash_table_lookup (self->known, key);

  if (known == NULL)
    {
      CorPlaceHints hints = { .region = oblast };

      known = g_new0 (Known, 1);
      ask (self, text, &hints, known);
      g_hash_table_insert (self->known, g_steal_pointer (&key), known);
    }

  return known;
}

/* Most rows need only the memory; an address or a position is asked about each time. */
static void
decide (CorPlacer *self, const CorRegistration *registration, Known *decided)
{
  const CorPerson *person = registration->person;
  const char *address = person->particulars->address;
  CorPlaceHints hints = { .region = registration->oblast,
                          .address = address,
                          .has_position = person->has_position,
                          .position = person->position };

  if (!person->has_position)
    {
      *decided = *look_up (self, registration->place, registration->oblast);
      if (decided->state == COR_PLACE_PLACED || address == NULL)
        return;
    }
  ask (self, registration->place, &hints, decided);
}

/**
 * cor_placer_place:
 * @self: a placer
 * @registration: a row that was understood
 *
 * Puts its person where place, oblast, address and coordinates say, or leaves it unplaced.
 */
void
cor_placer_place (CorPlacer *self, CorRegistration *registration)
{
  CorPerson *person = registration->person;
  Known decided = { COR_PLACE_UNPLACED, NULL };

  if (self->gazetteer == NULL)
    return;

  decide (self, registration, &decided);
  if (decided.state == COR_PLACE_UNPLACED || decided.place == NULL)
    return;
  person->place_id = cor_place_get_id (decided.place);
  person->placement =
      decided.state == COR_PLACE_PLACED ? COR_PLACEMENT_CONFIRMED : COR_PLACEMENT_ASSUMED;
}

/**
 * cor_placer_make_settlement:
 * @self: a placer
 * @place_id: where it put somebody
 *
 * Returns: (transfer full): the settlement for the plan
 */
CorSettlement *
cor_placer_make_settlement (CorPlacer *self, const CorId *place_id)
{
  const CorPlace *place = cor_gazetteer_get_by_id (self->gazetteer, place_id);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, place_id);

  g_return_val_if_fail (place != NULL, settlement);

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    {
      CorLanguage language = (CorLanguage) i;

      cor_names_set (&settlement->names, language, cor_place_get_name (place, language));
      if (cor_place_is_name_generated (place, language))
        settlement->names.generated |= 1u << i;
      cor_names_set (&settlement->oblast, language, cor_place_get_region_name (place, language));
    }
  g_strlcpy (settlement->country, cor_place_get_country (place), sizeof settlement->country);
  settlement->position = cor_place_get_position (place);
  settlement->population = cor_place_get_population (place);

  return settlement;
}
