export interface ModuleBarEntry {
	readonly type: string;
	readonly id: string;
	readonly enabled?: boolean;
	readonly [other: string]: unknown;
}

const moduleEntry = (id: string, enabled = true): ModuleBarEntry => ({ type: 'module', id, enabled });

/** Our modules that the Studio shows beside its own; it leaves out those that a person may not open. */
export const ourModules: readonly ModuleBarEntry[] = [moduleEntry('screens'), moduleEntry('operations')];

/**
 * What the Studio shows while nobody has chosen. A stored list replaces it, so it has to be stored with ours. The
 * Studio of 11 does not know flows as a module, and leaves out what it does not know.
 */
export const defaultModuleBar: readonly ModuleBarEntry[] = [
	moduleEntry('content'),
	moduleEntry('visual', false),
	moduleEntry('users'),
	moduleEntry('files'),
	moduleEntry('insights'),
	moduleEntry('flows'),
	moduleEntry('deployments', false),
	{
		type: 'link',
		id: 'docs',
		enabled: true,
		name: '$t:documentation',
		icon: 'help',
		url: 'https://directus.com/docs',
	},
	{ ...moduleEntry('settings'), locked: true },
];
