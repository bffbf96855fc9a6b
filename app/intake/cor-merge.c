/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-merge.h"

#include <string.h>

static GStrv
append_text (GStrv texts, const char *text)
{
  guint n_texts = texts != NULL ? g_strv_length (texts) : 0;

  texts = g_renew (char *, texts, n_texts + 2);
  texts[n_texts] = g_strdup (text);
  texts[n_texts + 1] = NULL;

  return texts;
}

static void
fill (char **target, const char *text)
{
  if (*target == NULL && text != NULL)
    *target = g_strdup (text);
}

static void
merge_phones (CorParticulars *particulars, GStrv phones)
{
  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      g_autofree char *key = cor_phone_key (phones[i]);
      gboolean known = FALSE;

      for (guint j = 0; particulars->phones != NULL && particulars->phones[j] != NULL; j++)
        {
          g_autofree char *other = cor_phone_key (particulars->phones[j]);

          known = known || strcmp (key, other) == 0;
        }
      if (!known)
        particulars->phones = append_text (particulars->phones, phones[i]);
    }
}

/* Two documents stand side by side, so that a third list may name either. */
static void
merge_passport (CorParticulars *particulars, const char *passport)
{
  g_auto (GStrv) ours = NULL;
  g_auto (GStrv) theirs = NULL;
  g_autofree char *old = NULL;

  if (passport == NULL)
    return;
  (void) cor_clean_passport (particulars->passport, &ours);
  (void) cor_clean_passport (passport, &theirs);
  if (theirs == NULL)
    return;
  if (ours == NULL)
    {
      g_free (particulars->passport);
      particulars->passport = g_strdup (passport);
      return;
    }
  for (guint i = 0; theirs[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) ours, theirs[i]))
      return;
  old = particulars->passport;
  particulars->passport = g_strdup_printf ("%s / %s", old, passport);
}

static void
merge_birth_date (CorPerson *person, CorParticulars *particulars, guint birth_date)
{
  gboolean is_better =
      particulars->birth_date == 0 || (particulars->birth_date % 100 == 0 && birth_date % 100 != 0);

  if (birth_date == 0 || !is_better)
    return;
  particulars->birth_date = birth_date;
  person->flags &= ~(1u << COR_FIELD_BIRTH_DATE);
}

static void
merge_particulars (CorPerson *person, const CorParticulars *other, const char *as_received)
{
  CorParticulars *particulars = cor_person_edit_particulars (person);

  /* Parts of a name belong together: they are not mixed from two rows. */
  if (particulars->full_name == NULL)
    {
      fill (&particulars->full_name, other->full_name);
      fill (&particulars->family_name, other->family_name);
      fill (&particulars->given_name, other->given_name);
    }
  fill (&particulars->nationality, other->nationality);
  fill (&particulars->email, other->email);
  fill (&particulars->address, other->address);
  fill (&particulars->notes, other->notes);
  merge_phones (particulars, other->phones);
  merge_passport (particulars, other->passport);
  merge_birth_date (person, particulars, other->birth_date);
  particulars->merged = append_text (particulars->merged, as_received);
}

/* Returns whether the two name different places. */
static gboolean
merge_place (CorPerson *person, const CorPerson *other)
{
  gboolean differs = person->placement != COR_PLACEMENT_NONE &&
                     other->placement != COR_PLACEMENT_NONE &&
                     !cor_id_equal (&person->place_id, &other->place_id);

  if (!person->has_position && other->has_position)
    {
      person->has_position = TRUE;
      person->position = other->position;
    }
  /* What is confirmed beats what is assumed; of two alike the first stays. */
  if (other->placement != COR_PLACEMENT_NONE && person->placement != COR_PLACEMENT_MANUAL &&
      other->placement > person->placement)
    {
      person->place_id = other->place_id;
      person->placement = other->placement;
      if (other->place_text != NULL)
        {
          g_free (person->place_text);
          person->place_text = g_strdup (other->place_text);
        }
    }
  else
    fill (&person->place_text, other->place_text);

  return differs;
}

/**
 * cor_person_merge:
 * @person: a registration that nobody else holds yet
 * @other: the same person in another row
 * @as_received: what that row said
 *
 * Adds what another row says: fills what is missing, keeps the larger party, every need, document
 * and telephone number, and the row's text.
 *
 * Returns: whether the row named a different place
 */
gboolean
cor_person_merge (CorPerson *person, const CorPerson *other, const char *as_received)
{
  merge_particulars (person, other->particulars, as_received);
  person->party_size = MAX (person->party_size, other->party_size);
  person->needs |= other->needs;
  if (person->car == COR_ANSWER_UNKNOWN)
    person->car = other->car;
  person->may_be_refused_exit = person->may_be_refused_exit || other->may_be_refused_exit;
  if (person->status == COR_STATUS_REGISTERED)
    person->status = other->status;

  return merge_place (person, other);
}
