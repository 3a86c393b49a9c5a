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
	id: 'bebetter-back-up',
	name: 'Back up · النسخ الاحتياطي',
	icon: 'backup',
	description:
		'Take a backup of the whole project and read it back · أخذ نسخة احتياطية من المشروع كله ثم قراءتها للتحقق منها',
	overview: (() => []) as never,
	options: options as never,
});
