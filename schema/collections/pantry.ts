import { date, decimal, integer, reference, string, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { clientDigest, clientId, owner, timestamps } from './owned.ts';

const id = uuidKey(text('ID', 'المعرّف'));

export const pantry = collection({
	name: 'pantry',
	audience: 'private',
	label: text('Pantry', 'المؤونة'),
	singular: text('Pantry item', 'صنف في المؤونة'),
	note: text('What a person has at home.', 'ما لدى الشخص في البيت.'),
	icon: 'kitchen',
	group: 'bebetter_people',
	displayTemplate: '{{food.name_en}} {{grams}} g',
	list: { columns: { user: 210, food: 210, grams: 120, expires_on: 150 }, sort: 'expires_on' },
	fields: {
		id,
		user: owner(),
		client_id: clientId,
		client_digest: clientDigest,
		food: reference({ label: text('Food', 'الطعام'), to: 'foods', template: '{{name_en}}' }),
		name: string({ label: text('Name', 'الاسم') }),
		grams: decimal({ label: text('Weight (g)', 'الوزن (غ)'), min: 0, unit: 'g' }),
		expires_on: date({ label: text('Expires on', 'تاريخ الانتهاء') }),
		version: integer.required({ label: text('Version', 'النسخة'), hidden: true, defaultValue: 1 }),
		...timestamps,
	},
	indexes: [{ columns: ['user', 'expires_on'] }, { columns: ['user', 'client_id'], unique: true }],
});
