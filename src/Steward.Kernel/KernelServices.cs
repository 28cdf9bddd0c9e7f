using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Steward.Kernel;

public static class KernelServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// The kernel over the given database (as the server's role) and modules. Background work is added by
        /// <see cref="AddStewardWorkers"/>, so that tests and tools run without it.
        /// </summary>
        public IServiceCollection AddSteward(NpgsqlDataSource source, params Assembly[] modules)
        {
            var all = new Modules(modules);
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(all).AddSingleton(source).AddSingleton<Catalogue>().AddSingleton<Pipeline>();
            services
                .AddSingleton<Wakeup>()
                .AddSingleton<KnownZones>()
                .AddSingleton<Identifiers>()
                .AddSingleton<ForeignIds>()
                .AddSingleton<JobRunner>()
                .AddSingleton<Announcer>()
                .AddSingleton<LiveTickets>()
                .AddSingleton<LiveFeed>();
            services.AddSingleton<Walls>().AddSingleton<Listeners>();
            services.AddSingleton(provider =>
            {
                using var scope = provider.CreateScope();
                return new Entities(all, scope.ServiceProvider.GetRequiredService<StewardDb>().Model);
            });
            services.AddDbContextPool<StewardDb>(options =>
                options
                    .UseNpgsql(source)
                    .AddInterceptors(new EnterInterceptor())
                    .EnableThreadSafetyChecks(false)
                    // What fails is thrown too: a refusal at the door is no error, and who catches a fault logs it.
                    .ConfigureWarnings(warnings =>
                        warnings.Ignore(
                            CoreEventId.RowLimitingOperationWithoutOrderByWarning,
                            CoreEventId.QueryIterationFailed,
                            CoreEventId.SaveChangesFailed,
                            RelationalEventId.CommandError
                        )
                    )
            );
            services.AddScoped<Transaction>();
            services.AddScoped(provider => provider.GetRequiredService<Transaction>().Database);
            services.AddSingleton<SideConnection>().AddSingleton<NumberBlocks>();
            services.AddSingleton(provider => new Progress(provider.GetRequiredService<SideConnection>()));
            services.AddScoped(provider => new Numbers(provider.GetRequiredService<NumberBlocks>()));
            services.AddScoped(provider => new Porch(provider.GetRequiredService<Database>()));
            services.AddScoped(typeof(Repository<>));
            foreach (var type in all.Types.Where(IsRepository))
                services.AddScoped(type);
            return services;
        }

        public IServiceCollection AddStewardWorkers() =>
            services
                .AddHostedService(provider => provider.GetRequiredService<JobRunner>())
                .AddHostedService(provider => provider.GetRequiredService<Announcer>())
                .AddHostedService(provider => provider.GetRequiredService<LiveFeed>())
                .AddHostedService(provider => provider.GetRequiredService<ForeignIds>());
    }

    private static bool IsRepository(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(Repository<>);
}
