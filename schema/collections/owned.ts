import { reference, stamp, string } from '../model/field.ts';
import { text } from '../model/text.ts';

/** The person a private row belongs to; the row goes when the person goes. */
export const owner = (unique = false) =>
	reference.required({
		label: text('Person', 'الشخص'),
		to: 'directus_users',
		onDelete: 'CASCADE',
		template: '{{email}}',
		readonly: true,
		required: true,
		unique,
	});

export const timestamps = {
	date_created: stamp('date-created', text('Created on', 'تاريخ الإنشاء')),
	date_updated: stamp('date-updated', text('Changed on', 'تاريخ التعديل')),
};

export const clientId = string({
	label: text('Client ID', 'معرّف من الجهاز'),
	note: text(
		'Made by the phone, so that a repeated request adds nothing.',
		'ينشئه الهاتف كي لا يضيف الطلب المكرر شيئا.',
	),
	maxLength: 100,
	hidden: true,
});

export const clientDigest = string({
	label: text('Digest of the first request', 'بصمة الطلب الأول'),
	note: text(
		'Tells a repeated request from another one under the same client ID.',
		'تميز الطلب المكرر عن طلب آخر بالمعرّف نفسه.',
	),
	maxLength: 64,
	hidden: true,
});
