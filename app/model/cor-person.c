/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person.h"

#include "cor-codes.h"
#include "cor-time.h"

static const char *const status_codes[COR_N_STATUSES] = {
  "registered", "contacted", "confirmed", "at_rally_point",
  "under_way",  "crossed",   "safe",      "declined",
};

static const char *const need_codes[COR_N_NEEDS] = {
  "wheelchair", "stretcher", "oxygen",  "medication", "infant",
  "pregnant",   "minor",     "elderly", "pet",        "other",
};

static const char *const field_codes[COR_N_FIELDS] = {
  "ignore",      "full_name",    "family_name", "given_name", "nationality",
  "passport",    "birth_date",   "phone",       "email",      "place",
  "oblast",      "address",      "coordinates", "latitude",   "longitude",
  "party_total", "party_others", "needs",       "car",        "may_be_refused_exit",
  "status",      "notes",
};

/**
 * cor_particulars_new:
 *
 * Returns: (transfer full): empty particulars
 */
CorParticulars *
cor_particulars_new (void)
{
  CorParticulars *self = g_new0 (CorParticulars, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * cor_particulars_copy:
 * @self: particulars
 *
 * Returns: (transfer full): a copy that may be changed
 */
CorParticulars *
cor_particulars_copy (const CorParticulars *self)
{
  CorParticulars *copy = cor_particulars_new ();

  copy->full_name = g_strdup (self->full_name);
  copy->family_name = g_strdup (self->family_name);
  copy->given_name = g_strdup (self->given_name);
  copy->nationality = g_strdup (self->nationality);
  copy->passport = g_strdup (self->passport);
  copy->birth_date = self->birth_date;
  copy->phones = g_strdupv (self->phones);
  copy->email = g_strdup (self->email);
  copy->address = g_strdup (self->address);
  copy->notes = g_strdup (self->notes);
  copy->bad_fields = g_strdupv (self->bad_fields);
  copy->merged = g_strdupv (self->merged);

  return copy;
}

/**
 * cor_particulars_ref:
 * @self: particulars
 *
 * Returns: (transfer full): @self
 */
CorParticulars *
cor_particulars_ref (CorParticulars *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_particulars_unref:
 * @self: (transfer full): particulars
 *
 * Lets go of @self.
 */
void
cor_particulars_unref (CorParticulars *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->full_name);
  g_free (self->family_name);
  g_free (self->given_name);
  g_free (self->nationality);
  g_free (self->passport);
  g_strfreev (self->phones);
  g_free (self->email);
  g_free (self->address);
  g_free (self->notes);
  g_strfreev (self->bad_fields);
  g_strfreev (self->merged);
  g_free (self);
}

/**
 * cor_person_new:
 * @id: (nullable): the person's id; %NULL makes a new one
 *
 * Returns: (transfer full): a registered party of one with empty particulars
 */
CorPerson *
cor_person_new (const CorId *id)
{
  CorPerson *self = cor_record_new (COR_RECORD_PERSON, id);

  self->particulars = cor_particulars_new ();
  self->party_size = 1;
  self->ready_utc_s = COR_TIME_NONE;
  self->priority = COR_PRIORITY_NORMAL;

  return self;
}

/**
 * cor_person_edit_particulars:
 * @self: a person that nobody else holds yet
 *
 * Returns: (transfer none): @self's particulars, copied first if they are shared
 */
CorParticulars *
cor_person_edit_particulars (CorPerson *self)
{
  CorParticulars *copy = cor_particulars_copy (self->particulars);

  cor_particulars_unref (self->particulars);
  self->particulars = copy;

  return copy;
}

/**
 * cor_status_is_planned:
 * @status: how far somebody is
 *
 * Returns: whether they still need a movement
 */
gboolean
cor_status_is_planned (CorStatus status)
{
  return status != COR_STATUS_CROSSED && status != COR_STATUS_SAFE && status != COR_STATUS_DECLINED;
}

/**
 * cor_status_get_code:
 * @status: how far somebody is
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_status_get_code (CorStatus status)
{
  g_return_val_if_fail (status < COR_N_STATUSES, "registered");

  return status_codes[status];
}

/**
 * cor_status_parse:
 * @code: a name in files
 * @status: (out): what it stands for
 *
 * Returns: %FALSE if @code is none
 */
gboolean
cor_status_parse (const char *code, CorStatus *status)
{
  return cor_codes_find (status_codes, COR_N_STATUSES, code, status);
}

/**
 * cor_need_get_code:
 * @need: exactly one need
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_need_get_code (CorNeed need)
{
  for (guint i = 0; i < COR_N_NEEDS; i++)
    if ((guint) need == 1u << i)
      return need_codes[i];

  return "";
}

/**
 * cor_field_get_code:
 * @field: a field of a registration
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_field_get_code (CorField field)
{
  g_return_val_if_fail (field < COR_N_FIELDS, "ignore");

  return field_codes[field];
}

/**
 * cor_field_parse:
 * @code: a name in files
 * @field: (out): what it stands for
 *
 * Returns: %FALSE if @code is none
 */
gboolean
cor_field_parse (const char *code, CorField *field)
{
  return cor_codes_find (field_codes, COR_N_FIELDS, code, field);
}
