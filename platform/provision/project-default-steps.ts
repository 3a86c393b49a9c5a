import { studioCss } from '../../schema/directus/studio-css.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { writeSettings } from './settings-steps.ts';
import type { Step } from './step.ts';

interface Default {
	readonly value: string;
	/** What a fresh Directus has there: anything else is somebody's choice. */
	readonly untouched: readonly unknown[];
}

/** Our fields need it in every project. */
const always: Record<string, Default> = {
	custom_css: { value: studioCss, untouched: [null, ''] },
};

/** The look of an instance that somebody starts to try it out. */
const look: Record<string, Default> = {
	project_name: { value: 'BeBetter', untouched: [null, 'Directus'] },
	project_color: { value: '#0C8577', untouched: [null, '#6644FF'] },
	// Directus 12 asks every administrator what the project is used for until this has a value.
	project_usage: { value: 'personal', untouched: [null] },
};

/** Project settings that nobody has chosen yet. Each is written once: an administrator's choice before or after stays. */
export function projectDefaultSteps(
	current: CurrentState,
	ledger: ProvisionLedger,
	{ withLook }: { withLook: boolean },
): Step[] {
	const missing = Object.entries({ ...always, ...(withLook && look) }).filter(
		([name, { untouched }]) =>
			!ledger.has('setting', name) &&
			name in current.settings &&
			untouched.includes(current.settings[name] ?? null),
	);
	return missing.length > 0
		? [writeSettings(Object.fromEntries(missing.map(([name, { value }]) => [name, value])))]
		: [];
}
