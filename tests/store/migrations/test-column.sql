-- SPDX-License-Identifier: GPL-3.0-or-later
-- A migration as it should be: a column appended, with a default.
ALTER TABLE person ADD COLUMN seats INTEGER NOT NULL DEFAULT 4;
