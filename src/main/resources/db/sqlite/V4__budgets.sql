-- Budgets count the terminations of a namespace and of all, besides those of a workload ('Deployment shop/web').
ALTER TABLE termination ADD COLUMN namespace TEXT NOT NULL DEFAULT '';
UPDATE termination SET namespace =
  substr(workload, instr(workload, ' ') + 1, instr(workload, '/') - instr(workload, ' ') - 1);

CREATE INDEX termination_of_namespace ON termination (namespace, reserved_at);
CREATE INDEX termination_by_time ON termination (reserved_at);
