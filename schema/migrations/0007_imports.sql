CREATE TABLE `foreign_hashes` (
	`user_id` text PRIMARY KEY NOT NULL,
	`ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `foreign_hashes_ms` ON `foreign_hashes` (`ms`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`view` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imports_at` ON `imports` (`created_at`,`id`);