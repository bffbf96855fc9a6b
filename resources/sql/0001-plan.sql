-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema of a plan. Append-only: never change this file, write the next one.
--
-- Ids are UUIDs in 16 bytes; an id column that may be empty holds NULL for "none". Times are UTC in
-- seconds; a NULL time is an open bound. Enumerations hold the number of the C enumeration of that
-- name, whose members only ever grow at the end. Tables marked "recorded" are watched by the session
-- extension: WITHOUT ROWID, no trigger, no generated column, no cascade, nothing UNIQUE besides the
-- primary key.
--
-- scenario_id is 16 zero bytes for the plan itself; a scenario overlays rows of its own over them.

CREATE TABLE scenario (           -- recorded
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_utc_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (           -- recorded; the id is the plan's
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  start_utc_s INTEGER NOT NULL,
  horizon_h INTEGER NOT NULL,
  fold_radius_m INTEGER NOT NULL,
  fold_below_people INTEGER NOT NULL,
  marking TEXT,
  network_checksum TEXT,
  published_revision INTEGER NOT NULL,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE list (               -- recorded
  id BLOB NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  sheet TEXT,
  encoding TEXT NOT NULL,
  imported_utc_s INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  n_added INTEGER NOT NULL,
  n_merged INTEGER NOT NULL,
  n_rejected INTEGER NOT NULL,
  n_blank INTEGER NOT NULL,
  n_people INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settlement (         -- recorded
  id BLOB NOT NULL PRIMARY KEY,
  name_en TEXT,
  name_he TEXT,
  name_uk TEXT,
  name_ru TEXT,
  name_generated INTEGER NOT NULL,
  oblast_en TEXT,
  oblast_he TEXT,
  oblast_uk TEXT,
  oblast_ru TEXT,
  oblast_generated INTEGER NOT NULL,
  country TEXT NOT NULL,
  position_lat_deg REAL NOT NULL,
  position_lon_deg REAL NOT NULL,
  population INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What plans need of a person; who it is stands in person_sealed.
CREATE TABLE person (             -- recorded
  id BLOB NOT NULL PRIMARY KEY,
  list_id BLOB,
  row_number INTEGER NOT NULL,
  household_id BLOB,
  place_id BLOB,
  placement INTEGER NOT NULL,
  party_size INTEGER NOT NULL,
  needs INTEGER NOT NULL,
  car INTEGER NOT NULL,
  may_be_refused_exit INTEGER NOT NULL,
  status INTEGER NOT NULL,
  flags INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Particulars, place and position as received: sealed under the plan key.
CREATE TABLE person_sealed (      -- recorded
  person_id BLOB NOT NULL PRIMARY KEY
    REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (            -- recorded
  id BLOB NOT NULL PRIMARY KEY,
  finding INTEGER NOT NULL,
  person_id BLOB,
  other_id BLOB,
  field INTEGER NOT NULL,
  resolved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rally (              -- recorded; the id is the settlement's
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  position_lat_deg REAL NOT NULL,
  position_lon_deg REAL NOT NULL,
  label TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE crossing (           -- recorded
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  key TEXT NOT NULL,
  country TEXT NOT NULL,
  class INTEGER NOT NULL,
  name_en TEXT,
  name_he TEXT,
  name_uk TEXT,
  name_ru TEXT,
  name_generated INTEGER NOT NULL,
  neighbour_name_en TEXT,
  neighbour_name_he TEXT,
  neighbour_name_uk TEXT,
  neighbour_name_ru TEXT,
  neighbour_name_generated INTEGER NOT NULL,
  neighbour_native TEXT,
  position_lat_deg REAL NOT NULL,
  position_lon_deg REAL NOT NULL,
  ua_position_lat_deg REAL NOT NULL,
  ua_position_lon_deg REAL NOT NULL,
  neighbour_position_lat_deg REAL NOT NULL,
  neighbour_position_lon_deg REAL NOT NULL,
  road_ua TEXT,
  road_neighbour TEXT,
  zone TEXT NOT NULL,
  neighbour_zone TEXT NOT NULL,
  reception_name_en TEXT,
  reception_name_he TEXT,
  reception_name_uk TEXT,
  reception_name_ru TEXT,
  reception_name_generated INTEGER NOT NULL,
  reception_position_lat_deg REAL NOT NULL,
  reception_position_lon_deg REAL NOT NULL,
  capacity_people_per_h INTEGER NOT NULL,
  capacity_is_default INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE crossing_interval (  -- recorded; ordinal: a later one wins
  scenario_id BLOB NOT NULL,
  crossing_id BLOB NOT NULL,
  id BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  from_utc_s INTEGER,
  until_utc_s INTEGER,
  state INTEGER NOT NULL,
  opens_min INTEGER NOT NULL,
  closes_min INTEGER NOT NULL,
  modes INTEGER NOT NULL,
  by_officer INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (scenario_id, crossing_id, id),
  FOREIGN KEY (scenario_id, crossing_id) REFERENCES crossing (scenario_id, id)
    ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE crossing_wait (      -- recorded
  scenario_id BLOB NOT NULL,
  crossing_id BLOB NOT NULL,
  id BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  observed_utc_s INTEGER NOT NULL,
  wait_min INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (scenario_id, crossing_id, id),
  FOREIGN KEY (scenario_id, crossing_id) REFERENCES crossing (scenario_id, id)
    ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE closure (            -- recorded; the geometry is the authority
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  label TEXT NOT NULL,
  geometry BLOB NOT NULL,
  from_utc_s INTEGER,
  until_utc_s INTEGER,
  road_number TEXT,
  source TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post (               -- recorded
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  name_en TEXT,
  name_he TEXT,
  name_uk TEXT,
  name_ru TEXT,
  name_generated INTEGER NOT NULL,
  country TEXT NOT NULL,
  position_lat_deg REAL NOT NULL,
  position_lon_deg REAL NOT NULL,
  position_is_approximate INTEGER NOT NULL,
  crossing_id BLOB,
  phone TEXT,
  phone_source TEXT,
  phone_date TEXT,
  address TEXT,
  note TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

-- Every edit ever made, append-only. An undo or redo has no changeset of its own: it applies that
-- of the row which it takes back, the other way round. Before a changeset stand 32 bytes of digest
-- (BLAKE2b of the number in 8 bytes, big end first, and the changeset). A barrier stands where a migration changed
-- tables so that older changesets no longer fit.
CREATE TABLE history (
  number INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  time_utc_s INTEGER NOT NULL,
  officer TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  undoes INTEGER REFERENCES history (number) ON DELETE RESTRICT,
  barrier INTEGER NOT NULL,
  changeset BLOB
) STRICT;

-- Rows of lists as received, append-only, sealed; they belong to the edit that imported them.
CREATE TABLE list_row (
  list_id BLOB NOT NULL,
  edit_number INTEGER NOT NULL REFERENCES history (number) ON DELETE RESTRICT
    DEFERRABLE INITIALLY DEFERRED,
  row_number INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  person_id BLOB,
  sealed BLOB NOT NULL,
  PRIMARY KEY (list_id, edit_number, row_number)
) STRICT, WITHOUT ROWID;

-- What the planner made of a revision: outside history, self-contained.
CREATE TABLE result (
  number INTEGER NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  network_checksum TEXT NOT NULL,
  published INTEGER NOT NULL,
  stored_utc_s INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- The plan key: as it is until a passphrase is set, then wrapped.
CREATE TABLE plan_key (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  format INTEGER NOT NULL,
  wrapped INTEGER NOT NULL,
  salt BLOB,
  ops_limit INTEGER,
  mem_limit_bytes INTEGER,
  key BLOB NOT NULL
) STRICT;
