import type { Knex } from 'knex';
import { alertTables } from '../alerts/tables.ts';
import { databaseTables } from '../database/tables.ts';
import { integrityTables } from '../integrity/tables.ts';
import { todayTables } from '../operations/today/tables.ts';
import { healthTables } from '../health/tables.ts';
import { backupTables } from '../backups/tables.ts';
import { peopleTables } from '../people/people-tables.ts';
import { securityTables } from '../security/tables.ts';
import { checkTables } from '../checks/tables.ts';
import { maintenanceTables } from '../maintenance/tables.ts';
import { processTables } from '../processes/tables.ts';

/** Tables without a collection: invisible in the Studio, and no licence counts them. Each area declares its own. */
export const machineTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	...peopleTables,
	...securityTables,
	...alertTables,
	...databaseTables,
	...integrityTables,
	...processTables,
	...checkTables,
	...maintenanceTables,
	...todayTables,
	...healthTables,
	...backupTables,
};
