-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the planner decides on: vehicles, agreed corridors, quotas, priorities, capacities by mode,
-- closures that delay, slow or limit; scenarios; numbered published results. Append-only: never
-- change this file, write the next one.
--
-- Columns are only appended, each with a default that keeps what a plan meant before, so that older
-- changesets still apply: no barrier. 4294967295 stands for "no limit".

ALTER TABLE scenario ADD COLUMN parent_id BLOB;
ALTER TABLE scenario ADD COLUMN note TEXT;

ALTER TABLE settings ADD COLUMN published_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN step_min INTEGER NOT NULL DEFAULT 15;
ALTER TABLE settings ADD COLUMN tolerance_left_inside_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN tolerance_last_out_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN tolerance_person_time_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN tolerance_exposure_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN tolerance_movements_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN tolerance_change_permille INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN weight_urgent INTEGER NOT NULL DEFAULT 8;
ALTER TABLE settings ADD COLUMN weight_high INTEGER NOT NULL DEFAULT 4;
ALTER TABLE settings ADD COLUMN weight_normal INTEGER NOT NULL DEFAULT 2;
ALTER TABLE settings ADD COLUMN weight_later INTEGER NOT NULL DEFAULT 1;
ALTER TABLE settings ADD COLUMN spacing_s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN column_kmh INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN night INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN night_from_min INTEGER NOT NULL DEFAULT 1320;
ALTER TABLE settings ADD COLUMN night_until_min INTEGER NOT NULL DEFAULT 300;
ALTER TABLE settings ADD COLUMN night_weekdays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN night_zone TEXT NOT NULL DEFAULT 'Europe/Kyiv';
ALTER TABLE settings ADD COLUMN people_per_car_x10 INTEGER NOT NULL DEFAULT 25;
ALTER TABLE settings ADD COLUMN exposure_reach_m INTEGER NOT NULL DEFAULT 25000;

ALTER TABLE person ADD COLUMN ready_utc_s INTEGER;
ALTER TABLE person ADD COLUMN priority INTEGER NOT NULL DEFAULT 2;
ALTER TABLE person ADD COLUMN free_seats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN seat_wanted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE crossing ADD COLUMN capacity_car_people_per_h INTEGER NOT NULL DEFAULT 4294967295;
ALTER TABLE crossing ADD COLUMN capacity_coach_people_per_h INTEGER NOT NULL DEFAULT 4294967295;
ALTER TABLE crossing ADD COLUMN capacity_foot_people_per_h INTEGER NOT NULL DEFAULT 4294967295;
ALTER TABLE crossing ADD COLUMN reception_people_per_h INTEGER NOT NULL DEFAULT 4294967295;

ALTER TABLE crossing_interval ADD COLUMN capacity_people_per_h INTEGER NOT NULL DEFAULT 4294967295;

ALTER TABLE closure ADD COLUMN effect INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN delay_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN speed_percent INTEGER NOT NULL DEFAULT 100;
ALTER TABLE closure ADD COLUMN limit_vehicles_per_h INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN direction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN daily_from_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN daily_until_min INTEGER NOT NULL DEFAULT 1440;
ALTER TABLE closure ADD COLUMN daily_weekdays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN zone TEXT NOT NULL DEFAULT 'Europe/Kyiv';
ALTER TABLE closure ADD COLUMN distance_m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN cuts_overpasses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure ADD COLUMN network_checksum TEXT;
ALTER TABLE closure ADD COLUMN hints BLOB;

CREATE TABLE corridor (           -- recorded; an agreed humanitarian corridor
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  label TEXT NOT NULL,
  geometry BLOB NOT NULL,
  from_utc_s INTEGER,
  until_utc_s INTEGER,
  daily_from_min INTEGER NOT NULL,
  daily_until_min INTEGER NOT NULL,
  daily_weekdays INTEGER NOT NULL,
  zone TEXT NOT NULL,
  modes INTEGER NOT NULL,
  is_two_way INTEGER NOT NULL,
  max_column_vehicles INTEGER NOT NULL,
  min_spacing_min INTEGER NOT NULL,
  vehicles_per_h INTEGER NOT NULL,
  source TEXT,
  note TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vehicle (            -- recorded; some alike at one depot
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  label TEXT NOT NULL,
  kind INTEGER NOT NULL,
  n_vehicles INTEGER NOT NULL,
  seats INTEGER NOT NULL,
  wheelchair_places INTEGER NOT NULL,
  stretcher_places INTEGER NOT NULL,
  has_oxygen INTEGER NOT NULL,
  depot_lat_deg REAL NOT NULL,
  depot_lon_deg REAL NOT NULL,
  depot_label TEXT,
  available_from_utc_s INTEGER,
  available_until_utc_s INTEGER,
  driver_min INTEGER NOT NULL,
  n_drivers INTEGER NOT NULL,
  turnaround_min INTEGER NOT NULL,
  hands_over INTEGER NOT NULL,
  max_trips INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quota (              -- recorded; how many people a country takes
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  country TEXT NOT NULL,
  max_people INTEGER NOT NULL,
  is_daily INTEGER NOT NULL,
  from_utc_s INTEGER,
  until_utc_s INTEGER,
  source TEXT,
  PRIMARY KEY (scenario_id, id)
) STRICT, WITHOUT ROWID;

-- What a scenario has taken out of the plan: kind is the number of the record's kind.
CREATE TABLE removed (            -- recorded
  scenario_id BLOB NOT NULL,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (scenario_id, id, kind)
) STRICT, WITHOUT ROWID;

-- The number under which a result was published: 1, 2, 3 …; 0: it was not. NULL: of the plan itself.
ALTER TABLE result ADD COLUMN published_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE result ADD COLUMN scenario_id BLOB;

UPDATE result SET published_number =
  (SELECT count (*) FROM result AS earlier WHERE earlier.published = 1 AND earlier.number <= result.number)
  WHERE published = 1;
