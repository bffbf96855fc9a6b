/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-objective.h"
#include "cor-record.h"

G_BEGIN_DECLS

/* How far a person is. Those declined or safely out leave the planning and stay in the totals. */
typedef enum
{
  COR_STATUS_REGISTERED,
  COR_STATUS_CONTACTED,
  COR_STATUS_CONFIRMED,
  COR_STATUS_AT_RALLY_POINT,
  COR_STATUS_UNDER_WAY,
  COR_STATUS_CROSSED,
  COR_STATUS_SAFE,
  COR_STATUS_DECLINED,
} CorStatus;

#define COR_N_STATUSES 8

/* What somebody needs on the road; bits. */
typedef enum
{
  COR_NEED_NONE = 0,
  COR_NEED_WHEELCHAIR = 1 << 0,
  COR_NEED_STRETCHER = 1 << 1,
  COR_NEED_OXYGEN = 1 << 2,
  COR_NEED_MEDICATION = 1 << 3,
  COR_NEED_INFANT = 1 << 4,
  COR_NEED_PREGNANT = 1 << 5,
  COR_NEED_UNACCOMPANIED_MINOR = 1 << 6,
  COR_NEED_ELDERLY = 1 << 7,
  COR_NEED_PET = 1 << 8,
  COR_NEED_OTHER = 1 << 9,
} CorNeed;

#define COR_N_NEEDS 10

typedef enum
{
  COR_ANSWER_UNKNOWN,
  COR_ANSWER_NO,
  COR_ANSWER_YES,
} CorAnswer;

/* How we know where somebody is. */
typedef enum
{
  COR_PLACEMENT_NONE,      /* unplaced: listed with candidates, never dropped */
  COR_PLACEMENT_ASSUMED,   /* the only candidate, nothing confirms it */
  COR_PLACEMENT_CONFIRMED, /* decided by oblast, address, coordinates or clear size */
  COR_PLACEMENT_MANUAL,    /* an officer said so */
} CorPlacement;

/* The fields of a registration; a list's columns are mapped to them. */
typedef enum
{
  COR_FIELD_IGNORE,
  COR_FIELD_FULL_NAME,
  COR_FIELD_FAMILY_NAME,
  COR_FIELD_GIVEN_NAME,
  COR_FIELD_NATIONALITY,
  COR_FIELD_PASSPORT,
  COR_FIELD_BIRTH_DATE,
  COR_FIELD_PHONE,
  COR_FIELD_EMAIL,
  COR_FIELD_PLACE,
  COR_FIELD_OBLAST,
  COR_FIELD_ADDRESS,
  COR_FIELD_COORDINATES,
  COR_FIELD_LATITUDE,
  COR_FIELD_LONGITUDE,
  COR_FIELD_PARTY_TOTAL,  /* counts everybody */
  COR_FIELD_PARTY_OTHERS, /* counts only those besides the registrant */
  COR_FIELD_NEEDS,
  COR_FIELD_CAR,
  COR_FIELD_MAY_BE_REFUSED_EXIT,
  COR_FIELD_STATUS,
  COR_FIELD_NOTES,
} CorField;

#define COR_N_FIELDS 22

/**
 * CorParticulars:
 * @full_name: (nullable): the name as received, or made of its parts
 * @family_name: (nullable)
 * @given_name: (nullable)
 * @nationality: (nullable)
 * @passport: (nullable): number as received
 * @birth_date: year * 10000 + month * 100 + day, 0 unknown; month and day may be 0
 * @phones: (nullable): as received, or in international form where that is certain
 * @email: (nullable)
 * @address: (nullable)
 * @notes: (nullable)
 * @bad_fields: (nullable): pairs: name of a #CorField, text as received; the fields that could not
 * be read
 * @merged: (nullable): what merged rows said otherwise, one text a row
 *
 * What identifies somebody. Sealed on disk; never in a log line, an error text or a file name.
 * Constant and shared once made.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *full_name;
  char *family_name;
  char *given_name;
  char *nationality;
  char *passport;
  guint birth_date;
  GStrv phones;
  char *email;
  char *address;
  char *notes;
  GStrv bad_fields;
  GStrv merged;
} CorParticulars;

CorParticulars *cor_particulars_new (void) G_GNUC_WARN_UNUSED_RESULT;

CorParticulars *cor_particulars_copy (const CorParticulars *self) G_GNUC_WARN_UNUSED_RESULT;

CorParticulars *cor_particulars_ref (CorParticulars *self);

void cor_particulars_unref (CorParticulars *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorParticulars, cor_particulars_unref)

/**
 * CorPerson:
 * @record: the head
 * @list_id: the list that the registration came with; nil if entered by hand
 * @row: its row in that list, from 1 as a spreadsheet counts; 0 if entered by hand
 * @household_id: those who share it travel together; nil: alone
 * @particulars: (not nullable): who it is
 * @place_text: (nullable): the place as received
 * @place_id: the settlement; nil while unplaced
 * @placement: how we know
 * @has_position: whether @position is set
 * @position: where exactly, if received
 * @party_size: people stated, the registrant included; at least 1
 * @needs: #CorNeed bits
 * @car: whether they have one
 * @may_be_refused_exit: men of military age and others the border may turn back
 * @status: how far they are
 * @flags: bit (1 << CorField) where the received text could not be read
 * @ready_utc_s: when the party can leave; %COR_TIME_NONE: at once
 * @priority: how urgent it is that the party gets out
 * @free_seats: seats in their car that others may take
 * @seat_wanted: whether the party wants seats of ours although it has a car
 *
 * A registration: one person who registered, with the party that travels along.
 */
typedef struct
{
  CorRecord record;
  CorId list_id;
  guint row;
  CorId household_id;
  CorParticulars *particulars;
  char *place_text;
  CorId place_id;
  CorPlacement placement;
  gboolean has_position;
  CorPosition position;
  guint party_size;
  guint needs;
  CorAnswer car;
  gboolean may_be_refused_exit;
  CorStatus status;
  guint flags;
  gint64 ready_utc_s;
  CorPriority priority;
  guint free_seats;
  gboolean seat_wanted;
} CorPerson;

CorPerson *cor_person_new (const CorId *id) G_GNUC_WARN_UNUSED_RESULT;

CorParticulars *cor_person_edit_particulars (CorPerson *self);

gboolean cor_status_is_planned (CorStatus status);

const char *cor_status_get_code (CorStatus status);

gboolean cor_status_parse (const char *code, CorStatus *status);

const char *cor_need_get_code (CorNeed need);

const char *cor_field_get_code (CorField field);

gboolean cor_field_parse (const char *code, CorField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPerson, cor_record_unref)

G_END_DECLS
