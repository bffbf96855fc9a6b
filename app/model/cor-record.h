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
} CorRecordKind;

#define COR_N_RECORD_KINDS 9

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

const char *cor_record_kind_get_name (CorRecordKind kind);

G_END_DECLS
