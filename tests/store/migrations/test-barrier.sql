-- SPDX-License-Identifier: GPL-3.0-or-later
-- A migration after which older changesets no longer fit.
ALTER TABLE finding DROP COLUMN resolved;
