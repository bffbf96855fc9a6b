-- SPDX-License-Identifier: GPL-3.0-or-later
-- A migration that fails half-way.
ALTER TABLE person ADD COLUMN seats INTEGER NOT NULL DEFAULT 4;
ALTER TABLE nowhere ADD COLUMN seats INTEGER;
