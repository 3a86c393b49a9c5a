import { shallowRef, type ShallowRef } from 'vue';
import type { Maintenance, MaintenanceChange } from '../../../../domain/operations/maintenance/contract.ts';
import { useOps } from '../use-ops.ts';

/** Shared by all pages, as what shows it is. */
const maintenance = shallowRef<Maintenance | null>(null);

export interface MaintenanceSwitch {
	/** null until it is known. */
	readonly maintenance: Readonly<ShallowRef<Maintenance | null>>;
	/** Asks anew whether it is on; what was known stays when there is no answer. */
	look(): Promise<void>;
	/** @throws {StudioRequestError} */
	change(wanted: MaintenanceChange): Promise<void>;
}

/** Whether maintenance is on, and the switch, which is for administrators. */
export function useMaintenance(): MaintenanceSwitch {
	const ask = useOps();
	return {
		maintenance,
		async look() {
			try {
				maintenance.value = (await ask<{ data: Maintenance }>('GET', '/maintenance')).data;
			} catch {
				// The page itself says what is wrong.
			}
		},
		async change(wanted) {
			maintenance.value = (await ask<{ data: Maintenance }>('PUT', '/maintenance', { data: wanted })).data;
		},
	};
}
