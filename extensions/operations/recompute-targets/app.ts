import { defineOperationApp } from '@directus/extensions-sdk';

/** What the box in the flow shows; its labels are texts of the Studio, in English and Arabic. */
const overview = ({ all }: { readonly all?: boolean | null }) => [
	{
		label: '$t:bebetter_recompute_whose',
		text: all ? '$t:bebetter_recompute_all' : '$t:bebetter_recompute_trigger',
	},
];

/** A function, because the Studio translates the texts of a list before it has loaded them. */
const options = () => [
	{
		field: 'all',
		name: '$t:bebetter_recompute_all',
		type: 'boolean',
		meta: { width: 'full', note: '$t:bebetter_recompute_all_note', interface: 'boolean' },
	},
];

export default defineOperationApp({
	id: 'bebetter-recompute-targets',
	name: 'Compute targets · حساب الأهداف اليومية',
	icon: 'target',
	description: 'Have nutritional targets computed in the background · حساب الأهداف الغذائية في الخلفية',
	overview: overview as never,
	options: options as never,
});
