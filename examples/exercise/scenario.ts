import { defineScenario } from 'kafka-grader';

/** The producer, once. */
export const greeting = defineScenario({
  name: 'greeting',
  programs: ['producer'],
  async play(stage) {
    const topic = await stage.createTopic('greetings', { partitions: 1 });
    const producer = await stage.start({ role: 'producer', name: 'producer-1', topic });
    await stage.until({
      what: 'the producer ends',
      deadlineMs: 30_000,
      holds: () => stage.history.process(producer.name)?.isRunning === false,
      seen: () => 'it is still running',
    });
    await stage.observeLog(topic);
  },
});
