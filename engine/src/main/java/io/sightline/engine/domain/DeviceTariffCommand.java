package io.sightline.engine.domain;

/** What a tariff for single devices is asked to do. */
public sealed interface DeviceTariffCommand extends Command {

    /** Creates it; sent again with the same terms it is a repetition. */
    record Create(DeviceTariffTerms terms) implements DeviceTariffCommand {}

    /** Changes it for those who pay from now on; what was paid before stays as it was. The kind of device never changes. */
    record Change(DeviceTariffTerms terms) implements DeviceTariffCommand {}

    /** Nobody can choose it any more; what was paid goes on to its end. */
    record Withdraw() implements DeviceTariffCommand {}
}
