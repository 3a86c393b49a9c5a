import { defineOperationApp } from '@directus/extensions-sdk';

/** A function, because the Studio translates the texts of a list before it has loaded them. */
const options = () => [
	{
		field: 'wait_minutes',
		name: '$t:bebetter_wait_minutes',
		type: 'integer',
		meta: {
			width: 'full',
			note: '$t:bebetter_wait_minutes_note',
			interface: 'input',
			options: { min: 0, max: 720, placeholder: '120' },
		},
	},
];

export default defineOperationApp({
	id: 'bebetter-check-integrity',
	name: 'Check integrity · فحص سلامة البيانات',
	icon: 'rule',
	description: 'Look for items that break a rule · البحث عن العناصر التي تخالف القواعد',
	overview: () => [],
	options: options as never,
});
