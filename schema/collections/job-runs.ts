import { z } from 'zod';
import { anyJson } from '../../domain/any-json.ts';
import { bigInteger, choice, integer, json, longText, string, timestamp, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';

const object = z.record(z.string(), anyJson);

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
