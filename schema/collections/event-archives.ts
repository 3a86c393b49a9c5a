import { z } from 'zod';
import { bigInteger, date, integer, json, string, timestamp, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';

export const eventArchives = collection({
	name: 'event_archives',
	audience: 'machine',
	label: text('Event archives', 'أرشيف الأحداث'),
	singular: text('Archive file', 'ملف أرشيف'),
	note: text('One row for each archived file of events.', 'سطر لكل ملف أحداث مؤرشف.'),
	icon: 'inventory_2',
	group: 'bebetter_operations',
	displayTemplate: '{{day}} · {{rows}}',
	list: { columns: { day: 130, part: 90, rows: 120, bytes: 140, verified_at: 170 }, sort: '-day' },
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		object: string.required({ label: text('File', 'الملف'), maxLength: 255, unique: true }),
		storage: string.required({
			label: text('Storage', 'مكان التخزين'),
			maxLength: 64,
			defaultValue: 'local',
		}),
		day: date.required({ label: text('Day (UTC)', 'اليوم') }),
		part: integer.required({ label: text('Part', 'الجزء'), defaultValue: 1 }),
		rows: integer.required({ label: text('Rows', 'الأسطر') }),
		bytes: bigInteger.required({ label: text('Bytes', 'الحجم') }),
		sha256: string.required({ label: text('SHA-256', 'بصمة SHA-256'), maxLength: 64 }),
		first_id: bigInteger.required({ label: text('First event', 'أول حدث'), defaultValue: 0 }),
		last_id: bigInteger.required({ label: text('Last event', 'آخر حدث'), defaultValue: 0 }),
		min_received_at: timestamp.required({ label: text('First received', 'أول وصول') }),
		max_received_at: timestamp.required({ label: text('Last received', 'آخر وصول') }),
		schema_version: integer.required({ label: text('Schema version', 'إصدار المخطط'), defaultValue: 1 }),
		key_ids: json({ label: text('Hash keys', 'مفاتيح البصمة'), shape: z.array(z.string()) }),
		verified_at: timestamp({ label: text('Verified at', 'وقت التحقق') }),
		cleared_at: timestamp({
			label: text('Deleted from the table at', 'وقت الحذف من الجدول'),
			note: text(
				'Empty while some of its events may still be in the table too.',
				'فارغ ما دامت بعض أحداثه قد تكون في الجدول أيضا.',
			),
		}),
		created_at: timestamp.required({ label: text('Created at', 'وقت الإنشاء') }),
	},
	indexes: [{ columns: ['day', 'part'], unique: true }],
});
