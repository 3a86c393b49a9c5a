import type { Signals } from '../../domain/operations/signals.ts';
import type { HostContext } from '../host-context.ts';
import { checksTable } from './tables.ts';

/** Errors of the last doctor and the last verify; not known before the first night. */
export async function checkSignals({ database }: HostContext): Promise<Signals> {
	const rows: { name: string; errors: number }[] = await database(checksTable).select('name', 'errors');
	const errorsOf = (name: string): number | null => rows.find((row) => row.name === name)?.errors ?? null;
	return { doctor_errors: errorsOf('doctor'), verify_errors: errorsOf('verify') };
}
