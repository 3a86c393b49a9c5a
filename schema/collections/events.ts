import { z } from 'zod';
import { anyJson } from '../../domain/any-json.ts';
import { integer, json, serialKey, string, timestamp } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';

const object = z.record(z.string(), anyJson);

/** What tells one event from another of its name, for lists. */
const tellingProps = ['screen_key', 'component', 'reason', 'kind', 'meal', 'id', 'video', 'preset', 'method'];

export const events = collection({
	name: 'events',
	audience: 'machine',
	label: text('Events', 'الأحداث'),
	singular: text('Event', 'حدث'),
	note: text(
		'What happened in the app; people appear only as a keyed hash.',
		'ما جرى في التطبيق؛ لا يظهر الأشخاص إلا كبصمة بمفتاح.',
	),
	icon: 'sensors',
	group: 'bebetter_operations',
	displayTemplate: '{{name}} · {{received_at}}',
	list: {
		columns: { received_at: 150, name: 190, platform: 110, app_version: 125, locale: 110 },
		sort: '-received_at',
	},
	fields: {
		id: serialKey(text('ID', 'المعرّف')),
		event_id: string.required({ label: text('Event ID', 'معرّف الحدث'), maxLength: 100, unique: true }),
		name: string.required({ label: text('Name', 'الاسم'), maxLength: 40 }),
		schema_version: integer.required({ label: text('Schema version', 'إصدار المخطط'), defaultValue: 1 }),
		user_hash: string({ label: text('Person (hash)', 'الشخص (بصمة)'), maxLength: 64 }),
		hash_kid: string({ label: text('Hash key', 'مفتاح البصمة'), maxLength: 16 }),
		anon_id: string({ label: text('Anonymous ID', 'معرّف مجهول'), maxLength: 100 }),
		session_id: string({ label: text('Session', 'الجلسة'), maxLength: 100 }),
		platform: string({ label: text('Platform', 'المنصة'), maxLength: 16 }),
		app_version: string({ label: text('App version', 'إصدار التطبيق'), maxLength: 64 }),
		locale: string({ label: text('Language', 'اللغة'), maxLength: 16 }),
		client_ts: timestamp({ label: text('Device time', 'وقت الجهاز') }),
		sent_at: timestamp({ label: text('Sent at', 'وقت الإرسال') }),
		received_at: timestamp.required({ label: text('Received at', 'وقت الوصول') }),
		occurred_at: timestamp({ label: text('Occurred at', 'وقت الحدوث') }),
		ts: timestamp.required({ label: text('Corrected time', 'الوقت المصحح') }),
		tz: string({ label: text('Time zone', 'المنطقة الزمنية'), maxLength: 64 }),
		props: json({
			label: text('Properties', 'الخصائص'),
			shape: object,
			displayOptions: { format: tellingProps.map((name) => `{{ ${name} }}`).join(' ') },
		}),
		flags: json({ label: text('Flags', 'التنبيهات'), shape: z.array(z.string()) }),
	},
	indexes: [
		{ columns: ['received_at'] },
		{ columns: ['name', 'received_at'] },
		{ columns: ['user_hash', 'ts'] },
	],
});
