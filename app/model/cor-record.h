/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-id.h"

G_BEGIN_DECLS

/**
 * CorRecordKind:
 * @COR_RECORD_SETTINGS: #CorPlanSettings, exactly one a plan
 * @COR_RECORD_LIST: #CorList, an imported registration list
 * @COR_RECORD_SETTLEMENT: #CorSettlement, a place that somebody is at
 * @COR_RECORD_PERSON: #CorPerson
 * @COR_RECORD_FINDING: #CorFinding, something about a person that an officer should look at
 * @COR_RECORD_RALLY: #CorRally, where a cluster gathers
 * @COR_RECORD_CROSSING: #CorCrossing
 * @COR_RECORD_CLOSURE: #CorClosure
 * @COR_RECORD_POST: #CorPost
 * @COR_RECORD_AGREED_CORRIDOR: #CorAgreedCorridor
 * @COR_RECORD_VEHICLE: #CorVehicle
 * @COR_RECORD_QUOTA: #CorQuota
 * @COR_RECORD_SCENARIO: #CorScenario
 *
 * What a plan consists of.
 */
typedef enum
{
  COR_RECORD_SETTINGS,
  COR_RECORD_LIST,
  COR_RECORD_SETTLEMENT,
  COR_RECORD_PERSON,
  COR_RECORD_FINDING,
  COR_RECORD_RALLY,
  COR_RECORD_CROSSING,
  COR_RECORD_CLOSURE,
  COR_RECORD_POST,
  COR_RECORD_AGREED_CORRIDOR,
  COR_RECORD_VEHICLE,
  COR_RECORD_QUOTA,
  COR_RECORD_SCENARIO,
} CorRecordKind;

#define COR_N_RECORD_KINDS 13

/* A number of people or vehicles that nothing limits. */
#define COR_UNLIMITED G_MAXUINT

/**
 * CorRecord:
 * @kind: which struct this is the head of
 * @id: who it is
 *
 * The head of every record. A record is a value: its fields are public and may be set by whoever
 * made or copied it, until it is put into an edit or a snapshot; from then on it is constant and
 * shared between threads. To change something, copy, change the copy, put the copy.
 */
typedef struct
{
  CorRecordKind kind;
  gatomicrefcount ref_count;
  CorId id;
} CorRecord;

gpointer cor_record_new (CorRecordKind kind, const CorId *id) G_GNUC_WARN_UNUSED_RESULT;

gpointer cor_record_copy (gconstpointer record) G_GNUC_WARN_UNUSED_RESULT;

gpointer cor_record_ref (gconstpointer record);

void cor_record_unref (gpointer record);

gboolean cor_record_kind_is_overlaid (CorRecordKind kind);

const char *cor_record_kind_get_name (CorRecordKind kind);

G_END_DECLS
