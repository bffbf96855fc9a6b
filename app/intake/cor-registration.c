/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-registration.h"

/**
 * cor_match_keys_init:
 * @keys: (out caller-allocates): what to compare by
 * @person: a registration
 *
 * Takes from a registration what tells whether another one is the same person.
 */
void
cor_match_keys_init (CorMatchKeys *keys, const CorPerson *person)
{
  const CorParticulars *particulars = person->particulars;
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();

  cor_name_key_init (&keys->name, particulars->family_name, particulars->given_name,
                     particulars->full_name);
  (void) cor_clean_passport (particulars->passport, &keys->passports);
  for (guint i = 0; particulars->phones != NULL && particulars->phones[i] != NULL; i++)
    {
      g_autofree char *key = cor_phone_key (particulars->phones[i]);

      if (key[0] != '\0')
        g_strv_builder_add (phones, key);
    }
  keys->phones = g_strv_builder_end (phones);
  keys->birth_date = particulars->birth_date;
}

/**
 * cor_match_keys_clear:
 * @keys: what to compare by
 *
 * Frees what @keys holds.
 */
void
cor_match_keys_clear (CorMatchKeys *keys)
{
  g_clear_pointer (&keys->passports, g_strfreev);
  g_clear_pointer (&keys->phones, g_strfreev);
}

/**
 * cor_registration_free:
 * @self: (transfer full): a row that was understood
 *
 * Frees @self.
 */
void
cor_registration_free (CorRegistration *self)
{
  g_clear_pointer (&self->person, cor_record_unref);
  g_free (self->place);
  g_free (self->oblast);
  g_free (self);
}
