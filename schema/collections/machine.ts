import { z } from 'zod';
import {
	bigInteger,
	choice,
	date,
	integer,
	json,
	longText,
	serialKey,
	string,
	timestamp,
	uuidKey,
} from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';

const object = z.record(z.string(), z.json());

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
		props: json({ label: text('Properties', 'الخصائص'), shape: object }),
		flags: json({ label: text('Flags', 'التنبيهات'), shape: z.array(z.string()) }),
	},
	indexes: [
		{ columns: ['received_at'] },
		{ columns: ['name', 'received_at'] },
		{ columns: ['user_hash', 'ts'] },
	],
});

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
		min_received_at: timestamp.required({ label: text('First received', 'أول وصول') }),
		max_received_at: timestamp.required({ label: text('Last received', 'آخر وصول') }),
		schema_version: integer.required({ label: text('Schema version', 'إصدار المخطط'), defaultValue: 1 }),
		key_ids: json({ label: text('Hash keys', 'مفاتيح البصمة'), shape: z.array(z.string()) }),
		verified_at: timestamp({ label: text('Verified at', 'وقت التحقق') }),
		created_at: timestamp.required({ label: text('Created at', 'وقت الإنشاء') }),
	},
	indexes: [{ columns: ['day', 'part'] }],
});

export const jobRuns = collection({
	name: 'job_runs',
	audience: 'machine',
	label: text('Jobs', 'المهام'),
	singular: text('Job', 'مهمة'),
	note: text(
		'Every background job: when, how far, and with what result.',
		'كل مهمة في الخلفية: متى وإلى أين وصلت وبأي نتيجة.',
	),
	icon: 'work_history',
	group: 'bebetter_operations',
	displayTemplate: '{{name}} · {{slot}} · {{status}}',
	list: {
		columns: { name: 130, slot: 130, status: 110, run_at: 120, progress: 110, finished_at: 100 },
		sort: '-run_at',
	},
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		name: string.required({ label: text('Name', 'الاسم'), maxLength: 64 }),
		slot: string.required({ label: text('Slot', 'الموعد'), maxLength: 128 }),
		payload: json({ label: text('Input', 'المدخل'), shape: object }),
		next_payload: json({
			label: text('Next input', 'المدخل التالي'),
			note: text(
				'Asked for while it runs; it runs again with this.',
				'طُلب أثناء تشغيلها؛ وستعمل مرة أخرى بهذا المدخل.',
			),
			shape: object,
		}),
		status: choice({
			label: text('Status', 'الحالة'),
			choices: [
				{ value: 'queued', label: text('Queued', 'في الانتظار'), tone: 'quiet' },
				{ value: 'running', label: text('Running', 'قيد التنفيذ'), tone: 'busy' },
				{ value: 'done', label: text('Done', 'تمت'), tone: 'good' },
				{ value: 'dead', label: text('Gave up', 'فشلت نهائيا'), tone: 'danger' },
				{ value: 'cancelled', label: text('Cancelled', 'ألغيت'), tone: 'warning' },
			],
			defaultValue: 'queued',
		}).required,
		run_at: timestamp.required({ label: text('Not before', 'ليس قبل') }),
		priority: integer.required({
			label: text('Priority', 'الأولوية'),
			note: text('Lower numbers come first.', 'الأرقام الأصغر أولا.'),
			defaultValue: 0,
		}),
		attempt: integer.required({
			label: text('Failures', 'مرات الفشل'),
			note: text('In a row, since it last got further.', 'على التوالي، منذ آخر تقدم.'),
			defaultValue: 0,
		}),
		max_attempts: integer.required({ label: text('Attempts allowed', 'المحاولات المسموحة'), defaultValue: 5 }),
		crashes: integer.required({
			label: text('Workers lost', 'عمّال مفقودون'),
			note: text(
				'Workers that vanished with it since it last got further.',
				'العمّال الذين اختفوا وهي عندهم منذ آخر تقدم.',
			),
			defaultValue: 0,
		}),
		fence: integer.required({
			label: text('Fence', 'رقم الحيازة'),
			note: text(
				'Rises with every worker that takes it; what a worker with an older number does is undone.',
				'يزيد مع كل عامل يأخذها؛ ويُلغى ما يفعله عامل برقم أقدم.',
			),
			defaultValue: 0,
		}),
		owner: string({ label: text('Worker', 'العامل'), maxLength: 128 }),
		lease_seconds: integer.required({ label: text('Lease (s)', 'مدة الحجز (ث)'), defaultValue: 60 }),
		lease_until: timestamp({ label: text('Leased until', 'محجوزة حتى') }),
		cursor: json({ label: text('Position', 'الموضع'), shape: object }),
		progress: bigInteger.required({ label: text('Done so far', 'المنجز'), defaultValue: 0 }),
		total: bigInteger({ label: text('In all', 'المجموع') }),
		result: json({ label: text('Result', 'النتيجة'), shape: object }),
		error: longText({ label: text('Error', 'الخطأ') }),
		created_at: timestamp.required({ label: text('Created at', 'وقت الإنشاء') }),
		started_at: timestamp({ label: text('Started at', 'وقت البدء') }),
		finished_at: timestamp({ label: text('Finished at', 'وقت الانتهاء') }),
	},
	indexes: [
		{ columns: ['name', 'slot'], unique: true },
		{ columns: ['status', 'priority', 'run_at'] },
		{ columns: ['finished_at'] },
	],
});
