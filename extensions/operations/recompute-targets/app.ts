import { defineOperationApp } from '@directus/extensions-sdk';

/** What the box in the flow shows; its labels are texts of the Studio, in English and Arabic. */
const overview = ({ all }: { readonly all?: boolean | null }) => [
	{
		label: '$t:bebetter_recompute_whose',
		text: all ? '$t:bebetter_recompute_all' : '$t:bebetter_recompute_trigger',
	},
];

export default defineOperationApp({
	id: 'bebetter-recompute-targets',
	name: '$t:bebetter_recompute_targets',
	icon: 'target',
	description: '$t:bebetter_recompute_targets_note',
	overview: overview as never,
	options: [
		{
			field: 'all',
			name: '$t:bebetter_recompute_all',
			type: 'boolean',
			meta: { width: 'full', note: '$t:bebetter_recompute_all_note', interface: 'boolean' },
		},
	] as never,
});
