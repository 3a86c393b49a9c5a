import type { FlowDeclaration, OperationDeclaration } from '../model/flow.ts';

const recompute = (id: string, all: boolean): OperationDeclaration => ({
	id,
	key: 'recompute_targets',
	name: 'Compute targets · حساب الأهداف اليومية',
	type: 'bebetter-recompute-targets',
	position_x: 19,
	position_y: 1,
	options: { all },
});

/** Where a saved profile becomes a new target. */
export const recomputeTargets: FlowDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000103',
	name: 'recompute_targets',
	icon: 'target',
	color: '#2ECDA7',
	description:
		'Runs after a profile was saved and has the person’s target computed · يعمل بعد حفظ ملف شخصي ويحسب الهدف اليومي لصاحبه',
	trigger: 'event',
	accountability: 'activity',
	options: {
		type: 'action',
		scope: ['items.create', 'items.update'],
		collections: ['user_profiles'],
	},
	operations: [recompute('be77e700-0000-4000-8000-000000000113', false)],
	withoutIt: 'Targets then follow profiles once a night.',
};

/** What an administrator is offered after changing the goals. */
export const recomputeEveryone: FlowDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000104',
	name: 'recompute_everyone',
	icon: 'groups',
	color: '#FFA439',
	description:
		'Computes everybody’s target from the goals as they are now · يحسب أهداف الجميع من الإعدادات الحالية',
	trigger: 'manual',
	accountability: 'activity',
	options: {
		collections: ['goal_defaults'],
		location: 'both',
		requireSelection: false,
		requireConfirmation: true,
		confirmationDescription:
			'Compute everybody’s target from the goals as they are now? Whose numbers change sees them at once. · حساب أهداف الجميع من الإعدادات الحالية؟ من تتغير أرقامه يراها فورا.',
		async: false,
		error_on_reject: true,
	},
	operations: [recompute('be77e700-0000-4000-8000-000000000114', true)],
	withoutIt: '"directus bebetter recompute --all" does the same.',
};
