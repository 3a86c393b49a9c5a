import { defineOperationApp } from '@directus/extensions-sdk';

/** What the box in the flow shows; its labels are texts of the Studio, in English and Arabic. */
const overview = ({ date }: { readonly date?: string | null }) => [
	{ label: '$t:bebetter_archive_date', text: date || '$t:bebetter_archive_date_empty' },
];

/** A function, because the Studio translates the texts of a list before it has loaded them. */
const options = () => [
	{
		field: 'date',
		name: '$t:bebetter_archive_date',
		type: 'date',
		meta: { width: 'full', note: '$t:bebetter_archive_date_note', interface: 'datetime' },
	},
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
	id: 'bebetter-archive-events',
	name: 'Archive events · أرشفة الأحداث',
	icon: 'inventory_2',
	description:
		'Move old events into compressed files in the storage · نقل الأحداث القديمة إلى ملفات مضغوطة في التخزين',
	overview: overview as never,
	options: options as never,
});
